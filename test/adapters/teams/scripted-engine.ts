/** An engine of a few lines that gives every kind of answer, so that a test of the door depends on no knowledge. */
import type { Engine } from '../../../bot/engine.ts';
import { EMPTY_MEMORY, type Memory } from '../../../bot/memory.ts';
import { PRESS_VERSION, type Press, pressSchema } from '../../../bot/press.ts';
import type { Reply } from '../../../bot/reply.ts';

/** `memory.task` counts the accepted presses. */
export const scriptedEngine: Engine = {
  respond(turn, memory) {
    const known = memory ?? EMPTY_MEMORY;
    if (turn.input.kind === 'text') {
      const reply = answer('post', `${turn.place} heard: ${turn.input.text || 'nothing'}`, turn.id, 0);
      return { reply, memory: { ...known, task: '0' } };
    }
    const press = pressSchema.safeParse(turn.input.payload).data;
    const rev = Number(known.task ?? '0');
    if (press === undefined)
      return { reply: answer('notice', 'That button is none of mine.', 'none', 0), memory: known };
    // The press before this one, once more: the same card again.
    if (press.rev === rev - 1) return { reply: answer('update', `pressed ${rev}`, press.case, rev), memory: known };
    if (press.rev !== rev)
      return { reply: answer('notice', 'That button is out of date.', press.case, rev), memory: known };
    const next: Memory = { ...known, task: String(rev + 1) };
    const effect = press.do === 'open' ? 'post' : 'update';
    return { reply: answer(effect, `pressed ${rev + 1}`, press.case, rev + 1), memory: next };
  },
};

/** The press that the scripted answer's first button carries. */
export function press(id: string, rev: number): Press {
  return { v: PRESS_VERSION, case: id, rev, do: 'answer', check: 'renamed', answer: 'yes' };
}

function answer(effect: Reply['effect'], verdict: string, id: string, rev: number): Reply {
  return {
    effect,
    verdict,
    blocks: [{ kind: 'check', question: [{ text: 'Was it renamed?' }] }],
    buttons: {
      answers: [{ label: 'Yes', press: press(id, rev) }],
      follow: [{ label: 'This solved it', press: { v: PRESS_VERSION, case: id, rev, do: 'solved' } }],
      more: [{ label: 'Why this?', press: { v: PRESS_VERSION, case: id, rev, do: 'show', what: 'why' } }],
    },
    sources: [],
    findings: [],
  };
}
