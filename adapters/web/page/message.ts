/** What the person sent, as it was sent: text, never markup. */
import type { LogFile } from './log-file.ts';

/** A longer text is folded to its first lines. */
const FOLDED_LINES = 6;
const FOLDED_CHARACTERS = 480;

/** A bubble with the text and the files. */
export function messageElement(text: string, files: readonly LogFile[]): HTMLElement {
  const bubble = document.createElement('section');
  bubble.className = 'mine';
  bubble.setAttribute('aria-label', 'Your message');
  if (text.trim() !== '') bubble.append(...shown(text.trimEnd()));
  for (const file of files) {
    const name = document.createElement('p');
    name.className = 'name';
    name.textContent = file.name;
    bubble.append(name, ...shown(file.text));
  }
  return bubble;
}

function shown(text: string): HTMLElement[] {
  const lines = text.split('\n');
  const body = document.createElement(lines.length > 1 || text.length > 200 ? 'pre' : 'p');
  const start = lines.slice(0, FOLDED_LINES).join('\n').slice(0, FOLDED_CHARACTERS).trimEnd();
  if (lines.length <= FOLDED_LINES && text.length <= FOLDED_CHARACTERS) {
    body.textContent = text;
    return [body];
  }
  const toggle = document.createElement('button');
  toggle.type = 'button';
  const fold = (folded: boolean) => {
    body.textContent = folded ? `${start} …` : text;
    body.classList.toggle('whole', !folded);
    // What scrolls must be reachable by the keyboard.
    if (folded) body.removeAttribute('tabindex');
    else body.tabIndex = 0;
    toggle.textContent = folded ? allOf(lines.length) : 'Show less';
    toggle.setAttribute('aria-expanded', String(!folded));
  };
  toggle.addEventListener('click', () => fold(toggle.getAttribute('aria-expanded') === 'true'));
  fold(true);
  return [body, toggle];
}

function allOf(lines: number): string {
  return lines > 1 ? `Show all ${lines.toLocaleString('en')} lines` : 'Show all';
}
