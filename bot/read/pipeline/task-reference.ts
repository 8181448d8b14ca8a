/** `Name@2`, `Name@2.198.1`, `Name@2.*`, a dotted name of an extension, a GUID, or either part as an expression. */
export interface TaskReference {
  readonly name: string;
  readonly major: number | undefined;
}

/** The parts of what stands behind `task:`, or undefined where it cannot be the name of a task. */
export function taskReference(full: string): TaskReference | undefined {
  if (full.length > 200) return undefined;
  const at = full.lastIndexOf('@');
  const name = at < 0 ? full : full.slice(0, at);
  if (!/^[\w.-]+$/.test(name) && !isExpression(name)) return undefined;
  const version = at < 0 ? '' : full.slice(at + 1);
  if (/\s/.test(version) && !isExpression(version)) return undefined;
  const major = /^(\d{1,4})(?:\.[\d*.]+)?$/.exec(version)?.[1];
  return { name, major: major === undefined ? undefined : Number(major) };
}

/** Whether a value is decided only when the pipeline is compiled or runs: `${{ … }}`, `$(…)`, `$[…]`. */
export function isExpression(value: string): boolean {
  return /\$(?:\{\{|\(|\[)/.test(value);
}
