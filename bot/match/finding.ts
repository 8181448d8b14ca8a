/** An id is no longer: it is remembered, and travels in buttons. */
export const LONGEST_ID = 64;

/** How sure a finding is. Only `exact` and `likely` are ever claimed; a `guess` is named as one. */
export type Certainty = 'exact' | 'likely' | 'guess';

/** Something recognised in a message, with the evidence that it rests on. */
export interface Finding {
  readonly kind: 'error' | 'code' | 'task' | 'topic';
  /**
   * `error`: an entry's id. `code`: an Entra code without an entry of its own (`AADSTS50076`).
   * `task`: `Name@major`, or `Name`; of an extension `publisher.extension.Name@major`, where Azure DevOps has that name
   * too. `topic`: a guide's id, `checklist` or `help`.
   */
  readonly id: string;
  /** The code of Entra that stands in the text, where one does: an entry may have several. */
  readonly code?: string;
  readonly certainty: Certainty;
  /** Which words, by which rule: shown by "Why this?". Masked like everything that leaves `read/`. */
  readonly why: string;
  /** The concepts that the words named, where it was found by words alone: the message has neither code nor sentence of it. */
  readonly concepts?: readonly string[];
  /** The line of the text as it was pasted, from 1. */
  readonly line?: number;
  /** Where a text says an error of several log-ins: which of them this is, from 2. */
  readonly nth?: number;
  /** The file that the line is one of, where more than one part was sent; not there for the text beside the files. */
  readonly file?: string;
}

/** What tells the findings of one text apart. */
export function keyOf({ id, nth }: Finding): string {
  return nth === undefined ? id : `${id} ${nth}`;
}

/** The first finding of each id. */
export function eachOnce(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.id)) first.set(finding.id, finding);
  return [...first.values()];
}
