/** A task as pipelines and our table write it, `AzureCLI@2`, taken apart. */

/** `AzureCLI`; of a task without a version all of it. */
export function nameOf(task: string): string {
  return task.split('@', 1)[0] ?? '';
}

/** 2; NaN where no version is written. */
export function majorOf(task: string): number {
  return Number(task.split('@')[1]);
}
