/** An answer on the page: the Adaptive Card that Teams gets, drawn by the official library. */
import type * as AC from 'adaptivecards';
import { addCopyButton, addCopyButtonBehind } from './copy-button.ts';
import { hostConfig } from './host-config.ts';
import { expandInPlace } from './overflow.ts';

/** The library's own script, loaded before this one, defines it. */
declare const AdaptiveCards: typeof AC;

export interface AnswerCard {
  readonly body: readonly unknown[];
  /** The verdict and the question, as a screen reader should say them. */
  readonly speak?: string;
}

/** Told which button was pressed: `press` is what the button carries. */
export type OnPress = (press: unknown, label: string) => void;

/** The only text of a box: a command, a file, a message to hand over. */
const CODE_RUN =
  '.ac-container:not(.ac-columnSet > *) > .ac-richTextBlock:only-child > .ac-textRun:only-child[style*="monospace"]';

/** A command in a sentence, rather than a value or the name of a command alone. */
const COMMAND = /^az(?: [a-z][a-z-]*)+ \S/;

const darkScreen = matchMedia('(prefers-color-scheme: dark)');

/** An element that shows a card, and changes its colours with the screen's. */
export class Answer {
  readonly element = document.createElement('article');
  readonly #onPress: OnPress;
  readonly #quiet: boolean;
  #card: AnswerCard = { body: [] };

  /** `quiet`: its first line is no headline. */
  constructor(card: AnswerCard, onPress: OnPress, quiet = false) {
    this.#onPress = onPress;
    this.#quiet = quiet;
    this.element.className = 'answer';
    this.element.tabIndex = -1;
    this.show(card);
    darkScreen.addEventListener('change', this.#draw);
  }

  /** Puts another card in the place of this one. */
  show(card: AnswerCard): void {
    this.#card = card;
    this.element.setAttribute('aria-label', card.speak ?? 'Answer');
    this.#draw();
  }

  /** While a press is on its way, no other is taken. */
  set busy(busy: boolean) {
    this.element.setAttribute('aria-busy', String(busy));
  }

  get busy(): boolean {
    return this.element.getAttribute('aria-busy') === 'true';
  }

  /** The buttons of the current check, if it asks one. */
  get question(): HTMLElement | undefined {
    return this.element.querySelector<HTMLElement>('[data-part="answers"]') ?? undefined;
  }

  /** Takes the answer off the page for good. */
  remove(): void {
    darkScreen.removeEventListener('change', this.#draw);
    this.element.remove();
  }

  readonly #draw = (): void => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(hostConfig(darkScreen.matches, this.#quiet));
    card.onExecuteAction = (action) => this.#execute(action);
    card.onDisplayOverflowActionMenu = expandInPlace;
    card.parse(this.#card);
    const drawn = card.render();
    for (const set of drawn?.querySelectorAll<HTMLElement>('#answers, #follow') ?? []) {
      // Several cards stand on one page, where an id may occur once only.
      set.dataset.part = set.id;
      set.removeAttribute('id');
    }
    // In sentences first: with a button of its own a text is no longer the only one of its box.
    for (const run of drawn?.querySelectorAll<HTMLElement>('.ac-textRun[style*="monospace"]') ?? []) {
      if (COMMAND.test(run.textContent) && !run.matches(CODE_RUN)) addCopyButtonBehind(run);
    }
    for (const run of drawn?.querySelectorAll<HTMLElement>(CODE_RUN) ?? []) addCopyButton(run);
    for (const link of drawn?.querySelectorAll('a') ?? []) link.rel = 'noopener noreferrer';
    this.element.replaceChildren(...(drawn === undefined ? [] : [drawn]));
  };

  #execute(action: AC.Action): void {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      if (action.url?.startsWith('https://')) window.open(action.url, '_blank', 'noopener,noreferrer');
      return;
    }
    if (!(action instanceof AdaptiveCards.ExecuteAction || action instanceof AdaptiveCards.SubmitAction)) return;
    const { data } = action;
    if (data !== undefined && 'press' in data && !this.busy) this.#onPress(data.press, action.title ?? '');
  }
}

/** The card is drawn as text alone: anything that looks like Markdown in it stays as it is. */
export function prepareLibrary(): void {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
    result.didProcess = false;
  };
  AdaptiveCards.Strings.defaults.overflowButtonText = () => 'More';
}
