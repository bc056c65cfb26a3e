/**
 * Keys pressed inside a frame end there. The app's own keys have to work beside a document too, so each press is
 * repeated on the frame itself, outside; what is handled there is done with.
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
}
