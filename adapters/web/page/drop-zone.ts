/** The whole page takes files that are dropped on it. */

/** Shows `sign` while files are held over the page, and hands over those that are dropped. */
export function openDropZone(sign: HTMLElement, drop: (files: readonly File[]) => void): void {
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    sign.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) sign.hidden = true;
  });
  addEventListener('drop', (event) => {
    sign.hidden = true;
    if (!holdsFiles(event)) return;
    // Without this the browser leaves the page and opens the file.
    event.preventDefault();
    drop([...(event.dataTransfer?.files ?? [])]);
  });
}
