/** The overflow menu of a card's button row. */
import type { Action } from 'adaptivecards';

/**
 * Shows the further buttons in the row itself, in place of the one that opens them: nothing floats over the text, and
 * they are ordinary buttons to the keyboard and to screen readers. Returns true: the library shows no menu of its own.
 */
export function expandInPlace(actions: readonly Action[], opener?: HTMLElement): boolean {
  if (opener === undefined) return false;
  const buttons = actions.map((action) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'ac-pushButton';
    button.textContent = action.title ?? '';
    button.addEventListener('click', () => action.execute());
    return button;
  });
  opener.replaceWith(...buttons);
  buttons[0]?.focus();
  return true;
}
