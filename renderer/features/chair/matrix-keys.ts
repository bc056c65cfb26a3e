import { holderOf, type MatrixRow, opens } from './matrix-rows.ts';

/** What a key does in the table: move to a line, or open or close one. */
type MatrixMove =
  | { readonly kind: 'go'; readonly key: string }
  | { readonly kind: 'open'; readonly key: string }
  | { readonly kind: 'close'; readonly key: string };

/**
 * The keys of a tree table (WAI-ARIA): up and down through the lines that are shown, right opens or goes in, left
 * closes or goes out, Home and End, Enter and the space bar open and close. `null` for every other key.
 */
export function moveFor(
  pressed: string,
  rows: readonly MatrixRow[],
  active: string,
  open: ReadonlySet<string>,
): MatrixMove | null {
  const place = rows.findIndex((row) => row.key === active);
  const row = rows[place];
  if (row === undefined) return rows[0] === undefined ? null : { kind: 'go', key: rows[0].key };
  const to = (index: number): MatrixMove => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index))] ?? row;
    return { kind: 'go', key: next.key };
  };
  const isOpen = open.has(row.key);
  switch (pressed) {
    case 'ArrowDown':
      return to(place + 1);
    case 'ArrowUp':
      return to(place - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (!opens(row)) return null;
      return isOpen ? to(place + 1) : { kind: 'open', key: row.key };
    case 'ArrowLeft': {
      if (isOpen) return { kind: 'close', key: row.key };
      const holder = holderOf(row);
      return holder === null ? null : { kind: 'go', key: holder };
    }
    case 'Enter':
    case ' ':
      return opens(row) ? { kind: isOpen ? 'close' : 'open', key: row.key } : null;
    default:
      return null;
  }
}
