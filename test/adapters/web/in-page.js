/** What the tests of the page run inside it. */
globalThis.inPage = {
  /** Drops a file on the page. */
  drop(name, base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  },

  /** The texts whose contrast with what lies behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
  faintTexts() {
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.textContent.trim() === '' || !element.checkVisibility()) continue;
      const text = luminance(parse(getComputedStyle(element).color).channels);
      const behind = luminance(ground(element));
      const contrast = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
      if (contrast < 4.5) faint.push(`${node.textContent.trim().slice(0, 40)}: ${contrast.toFixed(2)}`);
    }
    return faint;
  },
};

/** Any CSS colour as red, green and blue from 0 to 1, and how much it covers. */
function parse(colour) {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return { channels: [red / 255, green / 255, blue / 255], alpha: alpha / 255 };
}

function luminance(channels) {
  const [red, green, blue] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ground(element) {
  if (element === null) return [1, 1, 1];
  const { channels, alpha } = parse(getComputedStyle(element).backgroundColor);
  if (alpha === 1) return channels;
  const behind = ground(element.parentElement);
  return channels.map((value, index) => value * alpha + behind[index] * (1 - alpha));
}
