import { Dexie, type Table } from 'dexie';
import type { Sealed } from './seal.ts';

/** Whose journal of which round something belongs to; `journal` tells an expert's review from a chair's meeting. */
export interface Place {
  /** Fingerprint of the person's key: practice and every profile keep apart. */
  readonly owner: string;
  readonly journal: 'review' | 'meeting';
  readonly round: string;
}

interface SegmentRow extends Sealed {
  readonly place: string;
  /** Sequence numbers of the first and last entry inside. */
  readonly from: number;
  readonly to: number;
}
interface BoxRow extends Sealed {
  readonly place: string;
  readonly name: string;
}

class Database extends Dexie {
  readonly segments!: Table<SegmentRow, [string, number]>;
  readonly boxes!: Table<BoxRow, [string, string]>;
  constructor() {
    super('haizhi');
    this.version(1).stores({ segments: '[place+from], place', boxes: '[place+name], place' });
  }
}

const database = new Database();

/** One text for a place, used as key and bound into every seal. */
export function nameOf({ owner, journal, round }: Place): string {
  return `${owner}/${journal}/${round}`;
}

/** Everything sealed of a place, in order. A browser that cannot read its own store has nothing. */
export async function readSegments(place: string): Promise<readonly SegmentRow[]> {
  return (await attempt(database.segments.where('place').equals(place).sortBy('from'))) ?? [];
}

export async function addSegment(row: SegmentRow): Promise<void> {
  await attempt(database.segments.put(row));
}

/** Puts one segment in the place of all others. */
export async function replaceSegments(place: string, row: SegmentRow | null): Promise<void> {
  await attempt(
    database.transaction('rw', database.segments, async () => {
      await database.segments.where('place').equals(place).delete();
      if (row !== null) await database.segments.put(row);
    }),
  );
}

export async function readBox(place: string, name: string): Promise<Sealed | null> {
  return (await attempt(database.boxes.get([place, name]))) ?? null;
}

export async function writeBox(place: string, name: string, sealed: Sealed): Promise<void> {
  await attempt(database.boxes.put({ place, name, ...sealed }));
}

export async function deleteBox(place: string, name: string): Promise<void> {
  await attempt(database.boxes.delete([place, name]));
}

/**
 * The browser may refuse its store at any time: no room, a private window, a damaged or deleted database. Nothing
 * rests on it, so its absence is no failure: what it would have held is read from the journal instead.
 */
async function attempt<T>(work: PromiseLike<T>): Promise<T | null> {
  try {
    return await work;
  } catch {
    return null;
  }
}
