/**
 * Text lies in a page as loose pieces, so a selection that is dragged over a blank spot would leap to the end of the
 * page. While the mouse is down, a floor that cannot be selected lies under the pieces. @returns how to take it away.
 */
export function laySelectionFloor(container: HTMLElement, lying: string): () => void {
  const floor = document.createElement('div');
  floor.setAttribute('aria-hidden', 'true');
  container.append(floor);
  const down = () => floor.classList.add(lying);
  const up = () => floor.classList.remove(lying);
  container.addEventListener('pointerdown', down);
  document.addEventListener('pointerup', up);
  return () => {
    container.removeEventListener('pointerdown', down);
    document.removeEventListener('pointerup', up);
    floor.remove();
  };
}
