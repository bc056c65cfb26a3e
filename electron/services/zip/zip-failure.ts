import type { ReadFailure } from '../disk/random-access.ts';

/**
 * Why a ZIP file is refused, in the order in which it is looked at. Of the whole file:
 * empty · not-a-zip: another kind of file · cut: its end is missing · appended: bytes behind the end record · comment ·
 * disks: one of several files · zip64: the records of large sizes contradict the rest · prepended: bytes before the first
 * entry · joined: a whole ZIP file before or behind another · two-ends: an end record before the end record.
 *
 * Of its entries: entries: too many · directory: the list cannot be read or does not fill its place · name: not allowed
 * here, or a device name · duplicate: same name but for case or Unicode form · entry-type: link, folder, device · flags:
 * encrypted, patched, masked · method: not stored · extra: extra field or comment · size: above the limit · gap: hidden
 * bytes between entries · overlap · local-header: list and entry tell different things · checksum: CRC-32 of what was read
 * differs.
 */
export type ZipFlaw = (typeof zipFlaws)[number];

/** All of them: each has its words in every language. */
export const zipFlaws = [
  'empty',
  'not-a-zip',
  'cut',
  'appended',
  'comment',
  'disks',
  'zip64',
  'prepended',
  'joined',
  'two-ends',
  'entries',
  'directory',
  'name',
  'duplicate',
  'entry-type',
  'flags',
  'method',
  'extra',
  'size',
  'gap',
  'overlap',
  'local-header',
  'checksum',
] as const;

/** A refused ZIP file. `entry` names the entry, printable ASCII of at most 100 characters, '' where it is the whole file. */
export type ZipFailure =
  | { readonly kind: 'zip'; readonly flaw: ZipFlaw; readonly entry: string }
  | ReadFailure;

/** Makes the failure; characters of a hostile name that are not printable ASCII show as `?`. */
export function zipFailure(flaw: ZipFlaw, entry = ''): Extract<ZipFailure, { kind: 'zip' }> {
  return { kind: 'zip', flaw, entry: entry.replace(/[^\x20-\x7e]/g, '?').slice(0, 100) };
}
