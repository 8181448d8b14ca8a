/** The chat page: ties its parts together. */
import { prepareLibrary } from './answer.ts';
import { ask, Problem } from './calls.ts';
import { Composer } from './composer.ts';
import { Conversation } from './conversation.ts';
import { openDropZone } from './drop-zone.ts';
import type { LogFile } from './log-file.ts';

function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} with the id "${id}".`);
  return element;
}

const problem = part('problem', HTMLElement);
const welcome = part('welcome', HTMLElement);
const reading = part('reading', HTMLElement);
const conversation = new Conversation(part('conversation', HTMLElement), tell);
const composer = new Composer(
  {
    form: part('composer', HTMLFormElement),
    text: part('text', HTMLTextAreaElement),
    file: part('file', HTMLInputElement),
    send: part('send', HTMLButtonElement),
    attached: part('attached', HTMLElement),
  },
  send,
  tell,
);

function tell(text: string | undefined): void {
  problem.textContent = text ?? '';
  problem.hidden = text === undefined;
}

async function send(text: string, files: readonly LogFile[]): Promise<boolean> {
  tell(undefined);
  welcome.hidden = true;
  const takeBack = conversation.addMessage(text, files);
  reading.textContent = 'Reading…';
  try {
    conversation.addAnswer(await ask(text, files));
    return true;
  } catch (error) {
    takeBack();
    tell(error instanceof Problem ? error.message : 'Something went wrong on this page. Reload it to go on.');
    return false;
  } finally {
    reading.textContent = '';
  }
}

prepareLibrary();
if (['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)) {
  part('privacy', HTMLElement).textContent = 'Everything stays on this machine. The text that you paste is not stored.';
}
openDropZone(part('drop', HTMLElement), (files) => void composer.add(files));
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-send]')) {
  button.addEventListener('click', () => {
    void composer.say(button.dataset.send ?? '');
    part('text', HTMLTextAreaElement).focus();
  });
}
part('text', HTMLTextAreaElement).focus();
