import { type EvidenceSource, ViewerError } from './evidence.ts';

/** The most that is asked for at once. */
const chunkBytes = 4_194_304;

/** The bytes from `begin` up to `end`, in as many steps as needed. Rejects with `ViewerError('unreadable')`. */
export async function readBytes(
  source: EvidenceSource,
  begin: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - begin);
  for (let offset = begin; offset < end; offset += chunkBytes) {
    const length = Math.min(chunkBytes, end - offset);
    const chunk = await source.read(offset, length).catch((cause: unknown) => {
      throw new ViewerError('unreadable', cause);
    });
    if (chunk.length !== length) throw new ViewerError('unreadable');
    bytes.set(chunk, offset - begin);
  }
  return bytes;
}

/** The whole file, where it is not empty and at most `limit` bytes long. */
export function readWhole(source: EvidenceSource, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (source.size === 0) return Promise.reject(new ViewerError('empty'));
  if (source.size > limit) return Promise.reject(new ViewerError('too-large'));
  return readBytes(source, 0, source.size);
}

/** What `work` gives, unless it takes longer than `limitMs`: then `ViewerError('too-slow')`. */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ViewerError('too-slow')), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
