import { type EvidenceSource, ViewerError } from './evidence.ts';
import { readWhole, within } from './read-bytes.ts';
import { proveSize } from './zip/unpack.ts';
import { type ZipItem, zipDirectory } from './zip/zip-directory.ts';

const mostBytes = 60_000_000;
const mostUnpacked = 300_000_000;
const mostEntries = 10_000;
const proveMs = 20_000;

/**
 * The bytes of a docx or xlsx whose content is of a size that can be shown: every file in it has been unpacked once,
 * off the page's thread and without being kept, and is as large as its directory says.
 */
export async function readOffice(source: EvidenceSource): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readWhole(source, mostBytes);
  await within(proveMs, prove(bytes, boundedDirectory(bytes)));
  return bytes;
}

/** The directory of an archive that announces no more than can be shown. Throws `ViewerError`. */
export function boundedDirectory(bytes: Uint8Array<ArrayBuffer>): readonly ZipItem[] {
  const items = zipDirectory(bytes);
  if (items === null) throw new ViewerError('damaged');
  const unpacked = items.reduce((sum, item) => sum + item.size, 0);
  if (unpacked > mostUnpacked || items.length > mostEntries) throw new ViewerError('too-large');
  return items;
}

async function prove(bytes: Uint8Array<ArrayBuffer>, items: readonly ZipItem[]): Promise<void> {
  for (const item of items) await proveSize(bytes, item);
}
