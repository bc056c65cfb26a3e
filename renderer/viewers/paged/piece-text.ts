import { type FoldedText, foldText, type Stretch } from '../fold-text.ts';

/** The text of one page: its pieces as the file has them and all of it in one string, folded for searching. */
export interface PieceText {
  readonly items: readonly { readonly str: string }[];
  /** Where each item begins in the joined text. */
  readonly starts: readonly number[];
  readonly folded: FoldedText;
}

/** Joins the pieces of a page. */
export function joinPieces<T extends { readonly str: string }>(
  items: readonly T[],
): PieceText & { readonly items: readonly T[] } {
  const starts: number[] = [];
  let joined = '';
  for (const item of items) {
    starts.push(joined.length);
    joined += item.str;
  }
  return { items, starts, folded: foldText(joined) };
}

/** A place between two characters of a page: the item and how far into its string. */
interface TextPoint {
  readonly item: number;
  readonly offset: number;
}

/** The two ends of a stretch as places in items. */
export function endsOf(text: PieceText, { start, end }: Stretch): readonly [TextPoint, TextPoint] {
  const first = itemAt(text, start);
  const last = itemAt(text, end - 1);
  return [
    { item: first, offset: start - text.starts[first]! },
    { item: last, offset: end - text.starts[last]! },
  ];
}

/** The last item that begins at or before a place and is not empty. */
export function itemAt({ starts, items }: PieceText, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && items[low]!.str === '') low -= 1;
  return low;
}
