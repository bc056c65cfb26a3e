import type { ReadFailure } from '../disk/random-access.ts';

/**
 * Why a ZIP file is refused, in the order in which it is looked at:
 * not-a-zip: no end record at the very end, or one that does not fit the file (prepended or appended data, a comment, disks) ·
 * entries: too many · directory: the list cannot be read or does not fill its place · name: not allowed here, or a device name ·
 * duplicate: same name but for case or Unicode form · entry-type: link, folder, device · flags: encrypted, patched, masked ·
 * method: not stored · extra: extra field or comment · size: above the limit · gap: hidden bytes between entries ·
 * overlap · local-header: list and entry tell different things · checksum: CRC-32 of what was read differs.
 */
export type ZipFlaw =
  | 'not-a-zip'
  | 'entries'
  | 'directory'
  | 'name'
  | 'duplicate'
  | 'entry-type'
  | 'flags'
  | 'method'
  | 'extra'
  | 'size'
  | 'gap'
  | 'overlap'
  | 'local-header'
  | 'checksum';

/** A refused ZIP file. `entry` names the entry, printable ASCII of at most 100 characters, '' where it is the whole file. */
export type ZipFailure =
  | { readonly kind: 'zip'; readonly flaw: ZipFlaw; readonly entry: string }
  | ReadFailure;

/** Makes the failure; characters of a hostile name that are not printable ASCII show as `?`. */
export function zipFailure(flaw: ZipFlaw, entry = ''): Extract<ZipFailure, { kind: 'zip' }> {
  return { kind: 'zip', flaw, entry: entry.replace(/[^\x20-\x7e]/g, '?').slice(0, 100) };
}
