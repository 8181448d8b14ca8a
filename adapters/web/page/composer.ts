/** The box in which a person writes, pastes and attaches. */
import { Problem } from './calls.ts';
import type { Tell } from './conversation.ts';
import { byteLength, type LogFile, MAX_BYTES, readLogFile, tooLarge } from './log-file.ts';

/** Sends; returns whether it was answered. */
export type Send = (text: string, files: readonly LogFile[]) => Promise<boolean>;

export interface ComposerParts {
  readonly form: HTMLFormElement;
  readonly text: HTMLTextAreaElement;
  readonly file: HTMLInputElement;
  readonly send: HTMLButtonElement;
  readonly attached: HTMLElement;
}

export class Composer {
  readonly #parts: ComposerParts;
  readonly #send: Send;
  readonly #tell: Tell;
  #files: LogFile[] = [];
  #sending = false;

  constructor(parts: ComposerParts, send: Send, tell: Tell) {
    this.#parts = parts;
    this.#send = send;
    this.#tell = tell;
    const { form, text, file } = parts;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    text.addEventListener('keydown', (event) => {
      // While a word is being composed, Enter belongs to the input method.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void this.submit();
    });
    text.addEventListener('input', () => this.#fit());
    file.addEventListener('change', () => {
      void this.add([...(file.files ?? [])]);
      file.value = '';
    });
  }

  /** Sends what stands in the box. Nothing is lost when that fails: text and files stand there again. */
  async submit(): Promise<void> {
    const { text } = this.#parts;
    const typed = text.value;
    const files = this.#files;
    if (this.#sending || (typed.trim() === '' && files.length === 0)) return;
    const bytes = files.reduce((sum, file) => sum + file.bytes, byteLength(typed));
    if (bytes > MAX_BYTES) {
      this.#tell(tooLarge('This message has', bytes).message);
      return;
    }
    this.#put('', []);
    await this.#deliver(typed, files);
  }

  /** Sends a text of the page's own, leaving what stands in the box. */
  async say(text: string): Promise<void> {
    if (!this.#sending) await this.#deliver(text, []);
  }

  /** Attaches files; where nothing is written yet, they are the message. */
  async add(chosen: readonly File[]): Promise<void> {
    this.#tell(undefined);
    const read = await Promise.allSettled(chosen.map(readLogFile));
    const failed = read.find((result) => result.status === 'rejected');
    if (failed !== undefined) {
      this.#tell(failed.reason instanceof Problem ? failed.reason.message : 'That file cannot be read.');
    }
    const files = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    this.#put(this.#parts.text.value, [...this.#files, ...files]);
    this.#parts.text.focus();
    if (failed === undefined && this.#parts.text.value.trim() === '') await this.submit();
  }

  async #deliver(typed: string, files: LogFile[]): Promise<void> {
    this.#sending = true;
    this.#parts.send.setAttribute('aria-disabled', 'true');
    const answered = await this.#send(typed, files);
    this.#sending = false;
    this.#parts.send.removeAttribute('aria-disabled');
    if (answered) return;
    const since = this.#parts.text.value;
    this.#put(since === '' ? typed : `${typed}\n${since}`, [...files, ...this.#files]);
  }

  #put(text: string, files: LogFile[]): void {
    this.#parts.text.value = text;
    this.#files = files;
    this.#fit();
    this.#parts.attached.hidden = files.length === 0;
    this.#parts.attached.replaceChildren(...files.map((file) => this.#chip(file)));
  }

  #chip(file: LogFile): HTMLElement {
    const item = document.createElement('li');
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = 'Remove';
    remove.setAttribute('aria-label', `Remove ${file.name}`);
    remove.addEventListener('click', () => {
      this.#put(
        this.#parts.text.value,
        this.#files.filter((other) => other !== file),
      );
      this.#parts.text.focus();
    });
    item.append(file.name, remove);
    return item;
  }

  /** The box grows with its text, up to the height that the style sheet sets. */
  #fit(): void {
    const { text } = this.#parts;
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight}px`;
  }
}
