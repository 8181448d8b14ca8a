/** What is wrong with a file of the knowledge: where it stands, and what to do about it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** Reports a problem of a file at a path into its data. */
export type Report = (path: readonly PropertyKey[], message: string, remedy: string) => void;

/** Thrown when the knowledge does not load. Its message lists every problem as `file:line: message (remedy)`. */
export class KnowledgeError extends Error {
  readonly code = 'KNOWLEDGE_INVALID';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map((p) => `${p.file}:${p.line}: ${p.message} (${p.remedy})`);
    super(`The knowledge has ${problems.length} problem(s) and was not loaded:\n${lines.join('\n')}`);
    this.name = 'KnowledgeError';
    this.problems = problems;
  }
}
