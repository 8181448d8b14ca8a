/** A box of code is there to be copied. */

const SAID_FOR_MILLISECONDS = 2000;

/** Puts a button into the box around a text, which copies the text as it stands. */
export function addCopyButton(text: HTMLElement): void {
  const box = text.closest('.ac-container');
  box?.classList.add('code');
  // Browsers offer the clipboard to pages of this machine and of https only.
  if (navigator.clipboard === undefined) return;
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
  box?.append(button);
}
