/**
 * A short mark of a text, 16 hexadecimal digits: texts with different marks differ. It is no seal: the same mark is made on
 * purpose by whoever wants to, so it only tells whether somebody has looked at the words that stand there now.
 */
export function textMark(text: string): string {
  return fnv(text, 0x811c9dc5) + fnv(text, 0x050c5d1f);
}

/** FNV-1a over the UTF-16 units, from another start for each half. */
function fnv(text: string, start: number): string {
  let hash = start;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
