/** Code is there to be copied: a box of it, and a command in a sentence. */

const SAID_FOR_MILLISECONDS = 2000;

/** Puts a button into the box around a text, which copies the text as it stands. */
export function addCopyButton(text: HTMLElement): void {
  const box = text.closest('.ac-container');
  box?.classList.add('code');
  const button = copyButton(text);
  if (button) box?.append(button);
}

/** Puts a button behind a command that stands in a sentence. */
export function addCopyButtonBehind(command: HTMLElement): void {
  const button = copyButton(command);
  if (!button) return;
  button.setAttribute('aria-label', `Copy ${command.innerText}`);
  command.after(' ', button);
}

/** Undefined where nothing can be copied: browsers offer the clipboard to pages of this machine and of https only. */
function copyButton(text: HTMLElement): HTMLButtonElement | undefined {
  if (navigator.clipboard === undefined) return undefined;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    // Not textContent: the library writes line ends as <br>, which it would lose.
    const copied = await navigator.clipboard.writeText(text.innerText).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? 'Copied' : 'Select and copy by hand';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, SAID_FOR_MILLISECONDS);
  });
  return button;
}
