/** Where something stands in what was sent. */
import type { Finding } from '../match/finding.ts';
import type { Case } from '../memory.ts';
import { SAYS } from './wording.ts';

/** `line 12`, or `line 12 of build.log` where several parts were sent at once. */
export function lineOf(line: number, file: string | undefined, several: boolean): string {
  return several ? `line ${line} of ${file ?? SAYS.message}` : `line ${line}`;
}

/** Where a finding stands; undefined where words or the thread led to it. */
export function placeOf({ line, file }: Finding, { parts }: Pick<Case, 'parts'>): string | undefined {
  return line === undefined ? undefined : lineOf(line, file, parts !== undefined);
}
