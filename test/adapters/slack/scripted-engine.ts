/** An engine of a few lines that gives every kind of reply: tests of the door need no knowledge. */
import type { Engine } from '../../../bot/engine.ts';
import { EMPTY_MEMORY } from '../../../bot/memory.ts';
import { type Press, pressSchema } from '../../../bot/press.ts';
import { NO_BUTTONS, type Reply } from '../../../bot/reply.ts';

/**
 * Repeats what it heard and remembers its case in `memory.task`; a press of that case updates, `open` posts anew,
 * anything else is told privately.
 */
export const scriptedEngine: Engine = {
  respond(turn, memory = EMPTY_MEMORY) {
    if (turn.input.kind === 'text') {
      const reply = shown('post', `${turn.place} heard: ${turn.input.text || 'nothing'}`, turn.id);
      return { reply, memory: { ...memory, task: turn.id } };
    }
    const press = pressSchema.safeParse(turn.input.payload).data;
    if (press === undefined || press.case !== memory.task) {
      const verdict = press === undefined ? 'This is no button of mine.' : 'I do not know that answer any more.';
      return { reply: { ...shown('notice', verdict, ''), buttons: NO_BUTTONS }, memory };
    }
    return { reply: shown(press.do === 'open' ? 'post' : 'update', `pressed ${press.do}`, press.case), memory };
  },
};

/** A press of a button of this case. */
export function pressOf(id: string): Press {
  return { v: 1, case: id, rev: 0, do: 'answer', check: 'renamed', answer: 'yes' };
}

function shown(effect: Reply['effect'], verdict: string, id: string): Reply {
  const common = { v: 1 as const, case: id, rev: 0 };
  return {
    effect,
    verdict,
    blocks: [{ kind: 'check', question: [{ text: 'Was it renamed?' }] }],
    buttons: {
      answers: [{ label: 'Yes', press: pressOf(id) }],
      follow: [{ label: 'This solved it', press: { ...common, do: 'solved' } }],
      more: [
        { label: 'Why this?', press: { ...common, do: 'show', what: 'why' } },
        { label: 'Help', press: { ...common, do: 'open', id: 'help' } },
      ],
    },
    sources: [],
    findings: [],
  };
}
