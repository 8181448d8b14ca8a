/** `wif-doctor chat`: a conversation in the terminal. It is remembered while it lasts, and nowhere else. */
import { createInterface } from 'node:readline';
import type { Memory } from '../../bot/memory.ts';
import type { Button } from '../../bot/reply.ts';
import type { Turn } from '../../bot/turn.ts';
import { loadEngine, messageOf, turnOf } from './engine.ts';
import { splitMessages } from './messages.ts';
import { print } from './output.ts';
import { styleFor } from './style.ts';
import { numberedButtons, renderText } from './text.ts';

const HELLO = `Paste an error or ask a question, then press Enter; a paste of many lines is read as one.
A number presses the button beside it. "exit" or Ctrl+D ends.
`;

/** Talks until the input ends or somebody types `exit`. */
export async function chat(): Promise<void> {
  const engine = await loadEngine();
  const style = styleFor(process.stdout, process.env);
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (terminal) await print(HELLO);
  const input = createInterface({ input: process.stdin, output: terminal ? process.stdout : undefined, terminal });
  let closed = false;
  input.once('close', () => {
    closed = true;
  });
  // Newer Nodes throw where a closed interface prompts: the input may end while an answer is printed.
  const prompt = () => {
    if (!closed) input.prompt();
  };
  let memory: Memory | undefined;
  let buttons: readonly Button[] = [];

  const say = async (turn: Turn) => {
    const { reply, memory: next } = engine.respond(turn, memory);
    memory = next;
    if (reply.effect !== 'notice') buttons = numberedButtons(reply.buttons);
    await print(`\n${renderText(reply, { style, numbered: true })}\n`);
  };

  prompt();
  for await (const message of splitMessages(input, { terminal })) {
    if (/^(?:exit|quit)$/i.test(message.trim())) break;
    const number = /^\d{1,2}$/.test(message.trim()) ? Number(message) : undefined;
    const button = number === undefined ? undefined : buttons[number - 1];
    if (button) await say(turnOf({ kind: 'press', payload: button.press }));
    else if (number !== undefined && buttons.length > 0)
      await print(`There is no button ${number}: they go from 1 to ${buttons.length}.`);
    else await say(messageOf(message));
    prompt();
  }
  input.close();
}
