import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One entry to be written. */
export type ZipContent = {
  /** ASCII. */
  readonly name: string;
  /** Called once, when the entries before it have been read to their ends. */
  readonly open: () => AsyncIterable<Uint8Array>;
};

const regularFile = 0o100644;

/**
 * Streams a ZIP file: entries stored, in the order given, with ZIP64 where it is needed. The same content gives the same
 * bytes anywhere: all times are the earliest a ZIP can hold. Errors of a content come out as they were thrown.
 */
export async function* writeZip(
  contents: readonly ZipContent[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | undefined;
  for (const content of contents) {
    zip.addReadStreamLazy(content.name, entryOptions(), (callback) => {
      current = Readable.from(content.open(), { objectMode: false });
      // The library does not forward errors of its sources: an unheard one would end the process.
      current.once('error', (error) => output.destroy(error));
      callback(null, current);
    });
  }
  zip.on('error', (error) => output.destroy(error instanceof Error ? error : new Error('zip')));
  zip.end();
  try {
    for await (const piece of output) yield piece as Uint8Array;
  } finally {
    current?.destroy();
    output.destroy();
  }
}

function entryOptions() {
  // The library writes local time: this is the same wall clock in every zone.
  const mtime = new Date(1980, 0, 1);
  return { compress: false, mtime, mode: regularFile, forceDosTimestamp: true };
}
