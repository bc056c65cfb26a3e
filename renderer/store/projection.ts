import type { Recorded } from '../../shared/domain/review.ts';
import { addSegment, nameOf, type Place, readSegments, replaceSegments } from './database.ts';
import type { Seal } from './seal.ts';

/** Above this many sealed pieces, opening takes noticeably longer than writing one piece anew. */
const mostSegments = 64;

/** The sealed copy of a journal's entries that spares reading them all at every start. Never the only copy. */
export interface Projection<E> {
  /** The longest run of entries from the first one that is undamaged. */
  readonly read: () => Promise<readonly Recorded<E>[]>;
  readonly append: (entries: readonly Recorded<E>[]) => Promise<void>;
  /** Puts these entries in the place of everything kept. */
  readonly replace: (entries: readonly Recorded<E>[]) => Promise<void>;
}

export function openProjection<E>(place: Place, seal: Seal): Projection<E> {
  const name = nameOf(place);
  const sealed = async (entries: readonly Recorded<E>[]) => {
    const from = entries[0]!.seq;
    const to = entries.at(-1)!.seq;
    return { place: name, from, to, ...(await seal.close(entries, `${name}/${from}-${to}`)) };
  };
  const replace = async (entries: readonly Recorded<E>[]) =>
    replaceSegments(name, entries.length === 0 ? null : await sealed(entries));
  return {
    read: async () => {
      const entries: Recorded<E>[] = [];
      const rows = await readSegments(name);
      for (const row of rows) {
        if (row.from !== entries.length + 1) break;
        const opened = await seal.open(row, `${name}/${row.from}-${row.to}`);
        if (opened === undefined) break;
        entries.push(...(opened as readonly Recorded<E>[]));
      }
      if (rows.length > mostSegments || entries.length !== (rows.at(-1)?.to ?? 0)) {
        await replace(entries);
      }
      return entries;
    },
    append: async (entries) => {
      if (entries.length > 0) await addSegment(await sealed(entries));
    },
    replace,
  };
}
