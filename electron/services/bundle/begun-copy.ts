import { filePieces } from '../disk/file-pieces.ts';
import { fileAccess, type RandomAccess } from '../disk/random-access.ts';
import type { ZipArchive } from '../zip/reader.ts';
import { Interruption } from './bundle-failure.ts';
import type { BegunPart } from './staged-file.ts';

/**
 * Judges what was copied before a process was killed: gives its bytes to `take`, in order, which hashes the entries, and
 * holds what lies between entries against the source. Throws an Interruption where it is not the beginning of the source.
 */
export async function checkBegun(
  begun: BegunPart,
  source: RandomAccess,
  zip: ZipArchive,
  take: (piece: Uint8Array) => void,
): Promise<void> {
  if (begun.size > source.size) throw new Interruption({ kind: 'altered', entry: '' });
  const access = fileAccess(begun.handle, begun.size);
  for (const { start, end } of seamsBefore(begun.size, zip)) {
    const [copied, expected] = await Promise.all(
      [access, source].map((each) => each.read(start, end - start)),
    );
    if (!copied?.ok || !expected?.ok || Buffer.compare(copied.value, expected.value) !== 0) {
      throw new Interruption({ kind: 'altered', entry: '' });
    }
  }
  for await (const piece of filePieces(begun.handle, 0, begun.size)) take(piece);
}

/** The ranges of the first `size` bytes that belong to no entry. */
function seamsBefore(size: number, { entries }: ZipArchive) {
  const inOrder = [...entries.values()].sort((a, b) => a.start - b.start);
  const starts = [0, ...inOrder.map((entry) => entry.start + entry.size)];
  const ends = [...inOrder.map((entry) => entry.start), Number.POSITIVE_INFINITY];
  return starts
    .map((start, place) => ({ start, end: Math.min(ends[place] ?? start, size) }))
    .filter(({ start, end }) => start < end);
}
