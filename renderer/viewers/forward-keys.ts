/**
 * Keys pressed inside a frame end there. The app's own keys have to work beside a document too, so each press is
 * repeated on the frame itself, outside; what is handled there is done with. That somebody moves or scrolls inside is told as an
 * event `stay`, so that the keys of a person who reads are not taken for left alone.
 */
export function forwardKeys(inside: Document, frame: HTMLIFrameElement): void {
  inside.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
    const repeated = new KeyboardEvent('keydown', {
      key,
      code,
      ctrlKey,
      metaKey,
      altKey,
      shiftKey,
      isComposing,
      bubbles: true,
      cancelable: true,
    });
    if (!frame.dispatchEvent(repeated)) event.preventDefault();
  });
  for (const sign of ['pointermove', 'wheel']) {
    const tell = () => frame.dispatchEvent(new Event('stay', { bubbles: true }));
    inside.addEventListener(sign, tell, { passive: true });
  }
}
