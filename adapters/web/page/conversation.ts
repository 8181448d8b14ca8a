/** The conversation: what the person sent, and the answers. */
import { Answer } from './answer.ts';
import { type Answered, Problem, press } from './calls.ts';
import type { LogFile } from './log-file.ts';
import { messageElement } from './message.ts';

/** Where problems are said. */
export type Tell = (problem: string | undefined) => void;

export class Conversation {
  readonly #log: HTMLElement;
  readonly #tell: Tell;

  constructor(log: HTMLElement, tell: Tell) {
    this.#log = log;
    this.#tell = tell;
  }

  /** Adds the person's message; the function that comes back takes it off again. */
  addMessage(text: string, files: readonly LogFile[]): () => void {
    const bubble = messageElement(text, files);
    this.#log.append(bubble);
    reveal(bubble, 'end');
    return () => bubble.remove();
  }

  /** Adds a new answer at the end. */
  addAnswer({ card }: Answered): void {
    const answer: Answer = new Answer(card, (payload) => this.#press(answer, payload));
    this.#log.append(answer.element);
    reveal(answer.element, 'nearest');
  }

  async #press(answer: Answer, payload: unknown): Promise<void> {
    answer.busy = true;
    this.#tell(undefined);
    try {
      const answered = await press(payload);
      if (answered.effect === 'post') this.addAnswer(answered);
      else if (answered.effect === 'notice') this.#notice(answer, answered);
      else {
        answer.show(answered.card);
        // The button that had the focus is gone: the reading goes on at the start of what took its place.
        answer.element.focus({ preventScroll: true });
        reveal(answer.question ?? answer.element, 'nearest');
      }
    } catch (error) {
      this.#tell(error instanceof Problem ? error.message : 'Something went wrong on this page. Reload it to go on.');
    } finally {
      answer.busy = false;
    }
  }

  /** A word to the person who pressed, below the answer, which stays as it is. */
  #notice(answer: Answer, { card }: Answered): void {
    const note = document.createElement('aside');
    note.className = 'note';
    const said = new Answer(card, (payload) => this.#press(answer, payload), true);
    said.element.classList.remove('answer');
    const dismiss = document.createElement('button');
    dismiss.type = 'button';
    dismiss.className = 'dismiss';
    dismiss.textContent = 'Dismiss';
    const close = () => {
      said.remove();
      note.remove();
    };
    dismiss.addEventListener('click', () => {
      close();
      answer.element.focus({ preventScroll: true });
    });
    note.append(said.element, dismiss);
    const earlier = answer.element.nextElementSibling;
    if (earlier?.classList.contains('note')) earlier.replaceWith(note);
    else answer.element.after(note);
    reveal(note, 'nearest');
  }
}

/** Scrolls so that the start of the element is seen; `scroll-padding` keeps it clear of the message box. */
function reveal(element: HTMLElement, block: ScrollLogicalPosition): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const tall = element.offsetHeight > innerHeight / 2;
  element.scrollIntoView({ block: tall ? 'start' : block, behavior: still ? 'instant' : 'smooth' });
}
