/** A thread with the real engine and the real knowledge, as a door would hold it: says texts, presses buttons. */
import { createEngine } from '../bot/engine.ts';
import type { Memory } from '../bot/memory.ts';
import type { Button, Reply } from '../bot/reply.ts';
import type { Turn } from '../bot/turn.ts';
import { knowledge } from '../knowledge/compiled.ts';

export const engine = createEngine(knowledge);

export interface Conversation {
  /** What the thread remembers now. */
  memory(): Memory | undefined;
  say(text: string, place?: Turn['place']): Reply;
  /** Sends files, `[name, text]` each, with a text beside them. */
  attach(text: string, ...files: readonly (readonly [name: string, text: string])[]): Reply;
  /** Sends a payload as a button would. */
  send(payload: unknown): Reply;
  /** Presses the button with this label in a reply; throws when there is none. */
  press(reply: Reply, label: string): Reply;
}

export function conversation(): Conversation {
  let memory: Memory | undefined;
  let count = 0;
  const turn = (input: Turn['input'], place: Turn['place'] = 'direct'): Reply => {
    count += 1;
    const result = engine.respond({ id: `turn-${count}`, at: new Date('2026-11-23T12:00:00Z'), place, input }, memory);
    memory = result.memory;
    return result.reply;
  };
  const send = (payload: unknown): Reply => turn({ kind: 'press', payload });
  return {
    memory: () => memory,
    say: (text, place) => turn({ kind: 'text', text, files: [] }, place),
    attach: (text, ...files) =>
      turn({ kind: 'text', text, files: files.map(([name, content]) => ({ name, text: content })) }),
    send,
    press(reply, label) {
      const button = allButtons(reply).find((candidate) => candidate.label === label);
      if (!button)
        throw new Error(
          `no button "${label}" among: ${allButtons(reply)
            .map((one) => one.label)
            .join(', ')}`,
        );
      return send(button.press);
    },
  };
}

export function allButtons(reply: Reply): Button[] {
  return [...reply.buttons.answers, ...reply.buttons.follow, ...reply.buttons.more];
}

/** Everything that a person reads in a reply, line by line. */
export function readable(reply: Reply): string {
  return [
    reply.verdict,
    ...reply.blocks.map((block) => textsOf(block).join(' ')),
    ...reply.sources.map((s) => s.title),
  ].join('\n');
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) {
    const spans = value.every((one) => typeof one === 'object' && one !== null && 'text' in one);
    return spans && value.length > 0
      ? [value.map((one: { text: string }) => one.text).join('')]
      : value.flatMap(textsOf);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'kind' || key === 'tone' || key === 'style' ? [] : textsOf(inner),
  );
}
