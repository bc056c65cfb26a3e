import { endPage, type Row, totalHeight } from './sheet.ts';
import { writtenHeight } from './sheet-frame.ts';

/** A form that begins on a page of its own: its rows, one of which takes what room is left, and rows that stay together at the end. */
interface Form {
  readonly rows: readonly Row[];
  /** The place of the row that grows. */
  readonly growing: number;
  readonly foot: readonly Row[];
  /** What stands above the rows of each further page. */
  readonly continued: readonly Row[];
}

/** Points of A4 between our margins, less a little. Programs without our fonts make the sheet smaller to fit its width. */
const ROOM = 730;
/** Excel's rows end at 409 points. */
const TALLEST = 400;

/** The rows of a form with its page breaks: pages are filled, and each further one says whose form it is. `scale` is the language's. */
export function formPages({ rows, growing, foot, continued }: Form, scale: number): readonly Row[] {
  const heightOf = (some: readonly Row[]) =>
    totalHeight(some.map((each) => ({ ...each, height: writtenHeight(each, scale) })));
  const pages: Row[][] = [[]];
  let used = 0;
  let grown = -1;
  for (const [place, block] of [...rows.map((each) => [each]), foot].entries()) {
    const height = heightOf(block);
    if (used + height > ROOM && used > 0) {
      pages.push([...continued]);
      used = heightOf(continued);
      grown = -1;
    }
    const page = pages.at(-1) ?? [];
    if (place === growing) grown = page.length;
    page.push(...block);
    used += height;
  }
  const last = pages.pop() ?? [];
  const filled = last.map((each, at) => (at === grown ? stretched(each, ROOM - used) : each));
  return [...pages, filled].flatMap((page) => endPage(page));
}

function stretched(row: Row, room: number): Row {
  return { ...row, height: Math.max(row.height, Math.min(TALLEST, row.height + room)) };
}
