/** Steps of the knowledge -> what to do, and the commands to copy. */
import type { Signal, Step } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import { kindOf } from '../read/signals.ts';
import type { Block, RichText } from '../reply.ts';
import { fill, fillCommand, type Values } from './text.ts';
import { SAYS } from './wording.ts';

/** Whether a signal of `when` is there. */
export function holds(when: readonly Signal[] | undefined, signals: readonly Signal[]): boolean {
  return !when || when.some((signal) => signals.includes(signal));
}

/** The steps without those of a branch that the text rules out: of a kind of signal it shows none of the step's, but others. */
export function stepsFor(steps: readonly Step[], signals: readonly Signal[]): Step[] {
  return steps.filter(({ when = [] }) =>
    when.every((signal) => {
      const shown = signals.filter((one) => kindOf(one) === kindOf(signal));
      return shown.length === 0 || shown.some((one) => when.includes(one));
    }),
  );
}

/** The title over steps: who can do them. */
export function doThis(who: string, { roles }: Catalog): string {
  return `${SAYS.doThis} (${roles.get(who)?.name ?? who})`;
}

/** The steps under `title`, with their commands after them where `commands` says so; `after` is what ends a step. */
export function stepBlocks(
  title: string,
  steps: readonly Step[],
  values: Values,
  commands: boolean,
  after: (step: Step) => RichText = () => [],
): Block[] {
  const items = steps.map((step): RichText => {
    // What a command shows is of use only beside the command.
    const see = commands || !step.run ? step.see : undefined;
    return [...fill(step.do, values), ...(see ? [{ text: ` ${SAYS.see}` }, ...fill(see, values)] : []), ...after(step)];
  });
  const code = commands ? steps.flatMap((step, index) => commandBlocks(step, index, values)) : [];
  return [{ kind: 'steps', title, items }, ...code];
}

function commandBlocks({ run, powershell }: Step, index: number, values: Values): Block[] {
  const blocks: Block[] = [];
  const shell = powershell ? 'bash' : 'command';
  if (run) blocks.push({ kind: 'code', title: `Step ${index + 1}, ${shell}`, text: fillCommand(run, values) });
  if (powershell) {
    blocks.push({ kind: 'code', title: `Step ${index + 1}, PowerShell`, text: fillCommand(powershell, values) });
  }
  return blocks;
}
