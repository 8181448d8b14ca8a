/** The line of a message that tells of a failure: enough to show that it was read, never enough to diagnose it. */
import type { Part } from '../read/parts.ts';
import type { Block } from '../reply.ts';
import { lineOf } from './place.ts';
import { code, cut } from './text.ts';
import { SAYS } from './wording.ts';

const MAX_QUOTE = 201;
const FAILURE =
  /error|fail|denied|unauthori[sz]ed|exception|could not|cannot|unable to|only supported|not (?:authori[sz]ed|allowed|supported|permitted)|\b(?:TF|VS)\d{5,6}\b/i;
/** What only a tool writes: a label before the message, a code, a status of HTTP. */
const OF_A_TOOL =
  /^\s*(?:##\[error\]|error\b ?:)|\b[A-Z]{2,10}\d{4,7}\b|\bstatus(?: code)?\b.{0,3}\b[45]\d\d\b|\b[45]\d\d\b.{0,3}\b(?:Unauthorized|Forbidden|Bad Request)/i;
/** A code of Azure DevOps itself. */
const AZURE_DEVOPS = /\b(?:TF|VS)\d{5,6}\b/;

export interface SeenFailure {
  readonly place: string;
  readonly text: string;
  /** Whether a tool printed it, rather than a person telling of it. */
  readonly printed: boolean;
  /** The code of Azure DevOps itself that stands in it. */
  readonly azureDevOps?: string;
}

/** The first line that tells of a failure, and where it stands. */
export function failureIn(parts: readonly Part[]): SeenFailure | undefined {
  for (const part of parts) {
    const found = failureLine(part);
    if (found) return { ...found, place: lineOf(found.line, part.file, parts.length > 1) };
  }
  return undefined;
}

/** As it was pasted a line may tell of a failure by `##[error]` alone. */
function failureLine(reading: Part): (Omit<SeenFailure, 'place'> & { line: number }) | undefined {
  const pasted = reading.raw.split(/\r\n?|\n/);
  const index = pasted.findIndex((line) => FAILURE.test(line.slice(0, 1000)));
  if (index < 0 || (pasted.length === 1 && reading.text.trim().endsWith('?'))) return undefined;
  const text = reading.line(index + 1);
  const printed = OF_A_TOOL.test((pasted[index] ?? '').slice(0, 1000));
  return text
    ? { line: index + 1, text: cut(text, MAX_QUOTE), printed, azureDevOps: AZURE_DEVOPS.exec(text)?.[0] }
    : undefined;
}

/** The line, quoted. */
export function failureBlock({ place, text }: SeenFailure): Block {
  return {
    kind: 'read',
    title: `${SAYS.read} (${place})`,
    compared: false,
    rows: [{ label: 'line', presented: [code(text)] }],
  };
}
