import { type EvidenceSource, ViewerError } from './evidence.ts';
import { readWhole } from './read-bytes.ts';
import { zipWeight } from './zip-weight.ts';

const mostBytes = 60_000_000;
const mostUnpacked = 300_000_000;
const mostEntries = 10_000;

/** The bytes of a docx or xlsx whose announced content is of a size that can be shown. */
export async function readOffice(source: EvidenceSource): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readWhole(source, mostBytes);
  const weight = zipWeight(bytes);
  if (weight === null) throw new ViewerError('damaged');
  if (weight.bytes > mostUnpacked || weight.entries > mostEntries) {
    throw new ViewerError('too-large');
  }
  return bytes;
}
