/** What reading a pipeline file yields. Lines and columns count from 1, in the text as it was given. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface TaskInput extends Position {
  readonly name: string;
  /** At most 300 characters of it; the position is that of the value. */
  readonly value: string;
  /** What the value is once the variables and parameters are put in that the same file defines. */
  readonly resolved?: Resolved;
}

export interface Resolved {
  readonly value: string;
  /** `variable conn`, `the default of parameter conn`. */
  readonly from: readonly string[];
}

export interface TaskUse extends Position {
  /** As written before the `@`: `AzureCLI`, `publisher.extension.TaskName`, or the task's GUID. */
  readonly name: string;
  /** Undefined where the version is missing or comes from an expression. */
  readonly major: number | undefined;
  /** Name and version as written: `AzureCLI@2.1`. The position is that of its first character. */
  readonly full: string;
  readonly inputs: readonly TaskInput[];
}

export interface TemplateUse extends Position {
  readonly path: string;
  /** The key that it stands under: `steps`, `jobs`, `stages`, `variables`, `extends`, … */
  readonly under: string;
}

export interface YamlProblem extends Position {
  readonly message: string;
  /** Nothing is wrong with it: it is too long to be parsed, and was read line by line. */
  readonly tooLong?: true;
}

/** A stretch of the text that is pipeline YAML, its lines as they stand there (a `\r` at the end included). */
export interface Block {
  readonly firstLine: number;
  /** Column at which its first line begins: not 1 where a chat client put the fence on the same line. */
  readonly firstColumn: number;
  readonly lines: readonly string[];
  /** Whether a line break follows its last line. */
  readonly endsWithBreak: boolean;
}

/**
 * A pipeline as it was read. It holds the text itself (`blocks`, values of inputs): it is for answering, never for
 * storing, and reads what is masked already.
 */
export interface Pipeline {
  readonly tasks: readonly TaskUse[];
  /** Referenced templates, whose tasks are not in this text. */
  readonly templates: readonly TemplateUse[];
  /** Where the YAML is broken, at most 5; the tasks around it were read line by line. */
  readonly errors: readonly YamlProblem[];
  readonly blocks: readonly Block[];
  /** The line of the first task that was not read, where a paste has too many. */
  readonly unread?: number;
}
