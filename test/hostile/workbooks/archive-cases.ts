import { deflateRawSync } from 'node:zlib';
import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import { type RawArchive, type RawEntry, rawZip } from './raw-zip.ts';
import { BOOK, entriesOf, packed, partsOf, SCORES, STRINGS, spoil } from './repack.ts';

const entry = (
  name: string,
  reason: InvalidReason,
  spoilt: Partial<RawEntry>,
  part: string | null = SCORES,
): HostileCase => refused(name, reason, part, ({ signed }) => spoil(signed, SCORES, spoilt));

const archive = (name: string, reason: InvalidReason, spoilt: RawArchive): HostileCase =>
  refused(name, reason, '', ({ signed }) => spoil(signed, SCORES, {}, spoilt));

const extra = (
  name: string,
  reason: InvalidReason,
  more: RawEntry,
  part: string | null = more.name,
): HostileCase =>
  refused(name, reason, part, ({ signed }) => rawZip([...entriesOf(partsOf(signed)), more]));

const evil = Buffer.from('<evil/>');
const honest = (name: string) => ({ name, bytes: evil });

/** Two readings of one file: which entry, where it is, how long, under which name. */
const ambiguities: readonly HostileCase[] = [
  extra('entry twice', 'zip-duplicate-name', honest(SCORES)),
  extra('entry twice in other case', 'zip-duplicate-name', honest('xl/WORKSHEETS/sheet2.xml')),
  extra(
    'entry that only a forward reader sees',
    'zip-gap',
    { ...honest(STRINGS), hidden: true },
    '',
  ),
  extra('two entries over the same data', 'zip-gap', { ...honest('xl/b.xml'), sameAs: BOOK }, null),
  refused('bytes before the archive', 'zip-gap', '[Content_Types].xml', ({ signed }) =>
    spoil(signed, SCORES, {}, { before: evil }),
  ),
  archive('bytes after the archive', 'zip-end-record', { after: evil }),
  archive('archive comment', 'zip-end-record', { comment: 'PK' }),
  archive('bytes before the directory', 'zip-gap', { beforeDirectory: evil }),
  archive('directory said to begin elsewhere', 'zip-gap', { directoryShift: 1 }),
  archive('split archive', 'zip-end-record', { disk: 1 }),
  archive('fewer entries announced', 'zip-gap', { count: 3 }),
  archive('more entries announced', 'zip-end-record', { count: 99 }),
  archive('no entries announced', 'zip-limit', { count: 0 }),
  entry('gap before an entry', 'zip-gap', { gapBefore: evil }),
  entry('other name in the local header', 'zip-header-mismatch', {
    local: { name: 'xl/worksheets/sheet1.xml' },
  }),
  entry('other method in the local header', 'zip-header-mismatch', { local: { method: 0 } }),
  entry('other checksum in the local header', 'zip-header-mismatch', { local: { crc: 1 } }),
  entry('other size in the local header', 'zip-header-mismatch', { local: { size: 1 } }),
  entry('other packed size in the local header', 'zip-header-mismatch', {
    local: { packedSize: 1 },
  }),
  entry('other flags in the local header', 'zip-header-mismatch', { local: { flags: 2 } }),
  entry('wrong data descriptor', 'zip-header-mismatch', { descriptor: 'wrong' }),
  entry('data descriptor without its mark', 'zip-header-mismatch', { descriptor: 'bare' }),
  refused(
    'archive within an archive',
    'zip-gap',
    '',
    ({ signed, other }) => new Uint8Array(Buffer.concat([other, signed])),
  ),
  refused('archive in front of a ZIP comment', 'zip-end-record', '', ({ signed, other }) => {
    const outer = Buffer.from(signed);
    outer.writeUInt16LE(other.length, outer.length - 2);
    return new Uint8Array(Buffer.concat([outer, other.subarray(0, -1), Buffer.from('x')]));
  }),
];

/** Things an archive can hold that a package never does. */
const features: readonly HostileCase[] = [
  entry('encrypted', 'zip-feature', { both: { flags: 1 } }),
  entry('strong encryption', 'zip-feature', { both: { flags: 0x41 } }),
  entry('masked directory', 'zip-feature', { both: { flags: 0x2000 } }),
  entry('bzip2', 'zip-feature', { both: { method: 12 } }),
  entry('needs ZIP64', 'zip-feature', { both: { version: 45 } }),
  entry('ZIP64 field', 'zip-feature', { extra: Buffer.from('01000000', 'hex') }),
  entry('Unicode path field', 'zip-feature', { extra: Buffer.from('7570050001aabbccdd', 'hex') }),
  entry('broken field', 'zip-feature', { extra: Buffer.from('5554ff00', 'hex') }),
  entry('entry comment', 'zip-feature', { comment: 'x' }),
  entry('symbolic link', 'zip-feature', { attributes: 0o120777 * 65_536 }),
  entry('device', 'zip-feature', { attributes: 0o020666 * 65_536 }),
  entry('folder attribute on a file', 'zip-feature', { attributes: 0x10 }),
  extra('folder', 'folder-entry', { name: 'xl/', bytes: Buffer.alloc(0), store: true }),
  extra('folder with content', 'zip-data', { name: 'xl/', bytes: evil, store: true }),
  entry('wrong checksum', 'zip-data', { both: { crc: 1 } }),
  entry('longer than announced', 'zip-data', { both: { size: 10 } }),
  entry('shorter than announced', 'zip-data', { both: { size: 9999 } }),
  entry('bytes behind the packed data', 'zip-data', {
    data: Buffer.concat([deflateRawSync(evil), evil]),
    bytes: evil,
  }),
  entry('packed data cut off', 'zip-data', {
    data: deflateRawSync(Buffer.alloc(99, 'ab')).subarray(0, 4),
    bytes: Buffer.alloc(99, 'ab'),
  }),
  entry('stored with another size', 'zip-data', { store: true, both: { size: 3 } }),
  entry('ratio of a bomb', 'zip-limit', { both: { size: 100_000_000 } }),
];

const badName = (name: string): HostileCase => {
  const title = `name ${JSON.stringify(name)}`;
  return extra(title, 'zip-name', honest(name), null);
};

const names: readonly HostileCase[] = [
  badName('../evil.xml'),
  badName('/xl/evil.xml'),
  badName('xl\\evil.xml'),
  badName('xl/evil.xml.'),
  badName('xl//evil.xml'),
  badName('xl/evil.xml\u0000.txt'),
  badName('xl/表.xml'),
  badName('xl/a:b.xml'),
  badName('xl/%65vil.xml'),
  badName('[content_types].xml'),
  badName('xl/worksheets/sheet2.xml/[0].piece'),
  badName(`xl/${'a'.repeat(300)}.xml`),
  extra('file used as a folder', 'zip-name', honest(`${BOOK}/x.xml`), null),
];

const sizes: readonly HostileCase[] = [
  refused('empty file', 'zip-end-record', '', () => new Uint8Array(0)),
  refused('no archive', 'zip-end-record', '', () => Buffer.alloc(4096, 'PK')),
  refused('cut off', 'zip-end-record', '', ({ signed }) => signed.subarray(0, signed.length - 1)),
  refused('only an end record', 'zip-limit', '', () => rawZip([])),
  refused('too many entries', 'zip-limit', '', ({ signed }) => {
    const parts = partsOf(signed);
    for (let index = 0; index < 1200; index += 1) parts.set(`xl/p${index}.xml`, evil);
    return packed(parts);
  }),
  refused('too much when unpacked', 'zip-limit', null, ({ signed }) => {
    const entries: readonly RawEntry[] = [1, 2, 3].map((index) => ({
      name: `xl/b${index}.xml`,
      bytes: Buffer.alloc(50_000_000),
    }));
    return rawZip([...entriesOf(partsOf(signed)), ...entries]);
  }),
  refused('larger than any workbook', 'zip-too-large', '', () => new Uint8Array(50_000_001)),
];

/** ZIP ambiguities and bombs. */
export const archiveCases: readonly HostileCase[] = [
  ...ambiguities,
  ...features,
  ...names,
  ...sizes,
];
