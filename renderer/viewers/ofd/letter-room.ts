interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/**
 * How much narrower than the font has it a text is to be drawn so that it ends where the next one on its line begins: a
 * font that stands in for the one meant may be wider. The last ends where its box does, unless the box holds not even half
 * of it and so is no measure. 1 where there is room. `width`: as the font has it.
 */
export function squeezeOf(
  texts: readonly PlacedText[],
  place: number,
  width: number,
  end: number | null,
): number {
  const [here, next] = [texts[place], texts[place + 1]];
  if (here === undefined) return 1;
  if (next === undefined) {
    const room = end === null ? width : end - here.x;
    return room < width && room > width / 2 ? room / width : 1;
  }
  const room = next.x - here.x;
  const isLine = room > 0 && Math.abs(next.y - here.y) < room / 100;
  return isLine && width > room ? room / width : 1;
}
