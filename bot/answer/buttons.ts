/** Buttons of a case: each carries the case and its revision, so that an outdated one is told from a current one. */
import type { Case } from '../memory.ts';
import { PRESS_VERSION, type Press } from '../press.ts';
import type { Button } from '../reply.ts';

/** What a press does, without the fields that every press has. */
type Deed = Press extends infer One ? (One extends Press ? Omit<One, 'v' | 'case' | 'rev'> : never) : never;

/** A button of this case as it stands. */
export function button(of: Case, label: string, deed: Deed): Button {
  return { label, press: { v: PRESS_VERSION, case: of.id, rev: of.rev, ...deed } as Press };
}
