import { deleteBox, nameOf, type Place, readBox, writeBox } from './database.ts';
import type { Seal } from './seal.ts';

/** Events that were shown but are not known to be recorded, and the journal's length when they were made. */
export interface Unsent<W> {
  readonly after: number;
  readonly events: readonly W[];
}

/** Keeps what waits to be recorded through a crash of the page, sealed. */
export interface Outbox<W> {
  readonly read: () => Promise<Unsent<W>>;
  readonly write: (unsent: Unsent<W>) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function openOutbox<W>(place: Place, seal: Seal): Outbox<W> {
  const box = openBox<Unsent<W>>(place, 'outbox', seal);
  return { ...box, read: async () => (await box.read()) ?? { after: 0, events: [] } };
}

/** One sealed value in the browser's store. */
export interface Box<T> {
  /** `null` when there is none, or it does not open with this key. */
  readonly read: () => Promise<T | null>;
  readonly write: (value: T) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function openBox<T>(place: Place, name: string, seal: Seal): Box<T> {
  const where = nameOf(place);
  const about = `${where}#${name}`;
  return {
    read: async () => {
      const sealed = await readBox(where, name);
      return sealed === null ? null : (((await seal.open(sealed, about)) as T | undefined) ?? null);
    },
    write: async (value) => writeBox(where, name, await seal.close(value, about)),
    clear: () => deleteBox(where, name),
  };
}
