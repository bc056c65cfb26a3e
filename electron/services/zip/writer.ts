import { crc32 } from 'node:zlib';
import {
  dataDescriptor,
  directoryRecord,
  endRecords,
  localHeader,
  type WrittenEntry,
} from './records.ts';

/** One entry to be written. */
export type ZipContent = {
  /** ASCII. */
  readonly name: string;
  /** Called once, when the entries before it have been read to their ends. */
  readonly open: () => AsyncIterable<Uint8Array>;
};

/**
 * Streams a ZIP file: entries stored, in the order given, with ZIP64 where it is needed. The same content gives the same
 * bytes anywhere: all times are the earliest a ZIP can hold. Pieces of a content pass through as they are, so that a piece
 * is valid only until the next one is asked for. Errors of a content come out as they were thrown.
 */
export async function* writeZip(
  contents: readonly ZipContent[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const written: WrittenEntry[] = [];
  let position = 0;
  for (const content of contents) {
    const name = Buffer.from(content.name);
    const offset = position;
    let size = 0;
    let checksum = 0;
    yield localHeader(name);
    for await (const piece of content.open()) {
      size += piece.length;
      checksum = crc32(piece, checksum);
      yield piece;
    }
    const entry: WrittenEntry = { name, offset, size, crc32: checksum };
    const descriptor = dataDescriptor(entry);
    yield descriptor;
    written.push(entry);
    position += 30 + name.length + size + descriptor.length;
  }
  const directory = Buffer.concat(written.map(directoryRecord));
  yield directory;
  yield endRecords(written.length, directory.length, position);
}
