/** Lines as they are typed, pasted or piped -> messages. */
import type { Interface } from 'node:readline';

/** A paste brings its lines at once, a person does not: after this silence, in milliseconds, a message is whole. */
const SILENCE_MS = 200;

/** A number alone: the press of a button. */
const NUMBER = /^\s*\d{1,2}\s*$/;

/**
 * The messages, as they become whole. On a terminal Enter sends, and a paste of many lines, with empty ones among them,
 * is one message: what is still being typed or pasted behind the last line break belongs to it. From a pipe an empty
 * line ends a message as well, and a number on a line of its own is one, so that a script need not wait.
 */
export async function* splitMessages(input: Interface, { terminal }: { terminal: boolean }): AsyncGenerator<string> {
  const ready: string[] = [];
  let collected: string[] = [];
  let ended = false;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    const message = collected.join('\n');
    collected = [];
    if (message.trim() !== '') ready.push(message);
    wake();
  };
  const afterSilence = () => (terminal && input.line !== '' ? wait() : flush());
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(afterSilence, SILENCE_MS);
  };

  input.on('line', (line) => {
    const alone = !terminal && NUMBER.test(line);
    const ends = !terminal && line.trim() === '';
    if (alone || ends) flush();
    if (!ends) collected.push(line);
    if (alone) flush();
    else wait();
  });
  input.on('close', () => {
    ended = true;
    flush();
  });

  while (true) {
    const message = ready.shift();
    if (message !== undefined) yield message;
    else if (ended) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
