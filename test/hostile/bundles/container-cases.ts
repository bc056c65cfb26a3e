import { replaced } from './forge.ts';
import { type HostileCase, stopped } from './hostile-case.ts';
import { descriptor, type RawEntry, rawZip } from './raw-zip.ts';

const x = Buffer.from('x');
const more = (entry: RawEntry) => ({
  entries: (honest: readonly RawEntry[]) => [...honest, entry],
});
const inner = (entry: RawEntry) => ({
  innerEntries: (honest: readonly RawEntry[]) => [...honest, entry],
});
const other = rawZip([{ name: 'mimetype', content: x }]);
const unixMode = (mode: number) => (mode << 16) >>> 0;

/** Its content is told to go on over the header of the entry behind it. */
const quoting: RawEntry = { name: 'a/q.age', content: x, size: 40 };

/** The two records of ZIP64 that stand before the end record, telling of `count` entries. */
function records64(count: bigint): Buffer {
  const records = Buffer.alloc(76);
  records.writeUInt32LE(0x06064b50, 0);
  records.writeBigUInt64LE(44n, 4);
  for (const place of [24, 32]) records.writeBigUInt64LE(count, place);
  records.writeUInt32LE(0x07064b50, 56);
  records.writeUInt32LE(1, 72);
  return records;
}

/** The outer ZIP, and the ZIP inside an application. */
export const containerCases: readonly HostileCase[] = [
  stopped('inspect zip empty', 'an empty file', { file: () => Buffer.alloc(0) }),
  stopped('inspect zip not-a-zip', 'a text', { file: () => Buffer.from('hello') }),
  stopped('inspect not-a-bundle', 'an empty ZIP', { file: () => rawZip([]) }),
  stopped('inspect zip prepended', 'a program in front', { end: { prepended: Buffer.from('MZ') } }),
  stopped('inspect zip joined', 'a ZIP behind', { end: { appended: other } }),
  stopped('inspect zip comment', 'a ZIP in the comment', { end: { comment: other } }),
  stopped('inspect zip appended', 'a text behind', { end: { appended: Buffer.from('hello') } }),
  stopped('inspect zip disks', 'the last of several disks', { end: { disk: 1 } }),
  stopped('inspect zip two-ends', 'two end records', { end: { beforeEnd: other.subarray(-22) } }),
  stopped('inspect zip cut', 'the last byte missing', {
    file: (file) => file.subarray(0, -1),
  }),
  stopped('inspect zip cut', 'the second half missing', {
    file: (file) => file.subarray(0, file.length / 2),
  }),
  stopped('inspect zip directory', 'an entry kept out of the count', { end: { entries: 4 } }),
  stopped('inspect zip entries', '65,000 entries', {
    entries: (honest) => [
      ...honest,
      ...Array.from({ length: 64_995 }, (_, index) => ({ name: `a/${index}.age` })),
    ],
  }),
  stopped(
    'inspect zip duplicate manifest.json',
    'two lists',
    more({ name: 'manifest.json', content: x }),
  ),
  stopped(
    'inspect zip duplicate a/W-01.age',
    'an application twice but for case',
    more({ name: 'a/W-01.age', content: x }),
  ),
  stopped(
    'inspect zip name a/../../evil',
    'a path upwards',
    more({ name: 'a/../../evil', content: x }),
  ),
  stopped(
    'inspect zip name /etc/passwd',
    'an absolute path',
    more({ name: '/etc/passwd', content: x }),
  ),
  stopped('inspect zip name C:evil', 'a drive letter', more({ name: 'C:evil', content: x })),
  stopped('inspect zip name a\\evil.age', 'a backslash', more({ name: 'a\\evil.age', content: x })),
  stopped('inspect zip name a/con.age', 'a device name', more({ name: 'a/con.age', content: x })),
  stopped(
    'inspect zip name a/x.age?.txt',
    'a NUL in a name',
    more({ name: 'a/x.age\u0000.txt', content: x }),
  ),
  stopped(
    'inspect zip name a/e?.age',
    'a decomposed letter',
    more({ name: Buffer.from('a/e\u0301.age', 'latin1'), content: x }),
  ),
  stopped('inspect zip name a/', 'a folder', more({ name: 'a/', attributes: 0x10 })),
  stopped(
    'inspect zip name run.exe',
    'a file that has no place',
    more({ name: 'run.exe', content: x }),
  ),
  stopped(
    'inspect zip entry-type a/l.age',
    'a symbolic link',
    more({ name: 'a/l.age', content: x, attributes: unixMode(0o120777) }),
  ),
  stopped(
    'inspect zip entry-type a/p.age',
    'a named pipe',
    more({ name: 'a/p.age', content: x, attributes: unixMode(0o010644) }),
  ),
  stopped(
    'inspect zip flags a/e.age',
    'a ZIP-encrypted entry',
    more({ name: 'a/e.age', content: x, flags: 1 }),
  ),
  stopped(
    'inspect zip method a/d.age',
    'a deflated entry',
    more({ name: 'a/d.age', content: x, method: 8 }),
  ),
  stopped(
    'inspect zip extra a/u.age',
    'a second name in an extra field',
    more({ name: 'a/u.age', content: x, extra: Buffer.from([0x75, 0x70, 1, 0, 1]) }),
  ),
  stopped(
    'inspect zip gap a/s.age',
    'hidden bytes',
    more({ name: 'a/s.age', content: x, before: Buffer.alloc(512) }),
  ),
  stopped('inspect zip gap', 'a hidden entry', more({ name: 'a/h.age', content: x, only: 'file' })),
  stopped(
    'inspect zip overlap a/o.age',
    'entries on one content (Fifield)',
    more({ name: 'a/o.age', only: 'directory', offset: 0 }),
  ),
  stopped(
    'inspect zip overlap',
    'a size beyond the file',
    more({ name: 'a/z.age', content: x, size: 1_000_000 }),
  ),
  stopped('inspect zip overlap manifest.json', 'an entry that quotes the next one (Fifield)', {
    entries: (honest) =>
      honest.flatMap((each) => (each.name === 'manifest.json' ? [quoting, each] : [each])),
  }),
  stopped('inspect zip zip64', 'ZIP64 records of a smaller directory', {
    end: { beforeEnd: records64(0n) },
  }),
  stopped('inspect zip zip64', 'ZIP64 records of more entries than there are numbers', {
    end: { beforeEnd: records64(2n ** 63n) },
  }),
  stopped('inspect zip size mimetype', 'a mimetype of 100 MB', {
    entries: (honest) => replaced(honest, 'mimetype', { size: 100_000_000 }),
  }),
  stopped('inspect zip size manifest.json', 'a list of 100 MB', {
    entries: (honest) => replaced(honest, 'manifest.json', { size: 100_000_000 }),
  }),
  stopped('inspect zip local-header round.age', 'another name in the entry itself', {
    entries: (honest) => replaced(honest, 'round.age', { localName: 'ruond.age' }),
  }),
  stopped('inspect zip local-header round.age', 'another size in the entry itself', {
    entries: (honest) => replaced(honest, 'round.age', { localSize: 7 }),
  }),
  stopped('inspect zip local-header manifest.json', 'another version in the entry itself', {
    entries: (honest) => replaced(honest, 'manifest.json', { localVersion: 45 }),
  }),
  stopped('inspect zip local-header manifest.p7s', 'another time in the entry itself', {
    entries: (honest) => replaced(honest, 'manifest.p7s', { localTime: 1 }),
  }),
  stopped('inspect zip local-header round.age', 'a descriptor of other content', {
    entries: (honest) => replaced(honest, 'round.age', { flags: 8, after: descriptor(x) }),
  }),
  stopped('inspect zip checksum manifest.json', 'a wrong checksum of the list', {
    entries: (honest) => replaced(honest, 'manifest.json', { crc: 7 }),
  }),
  stopped('import zip checksum round.age', 'a wrong checksum of an encrypted entry', {
    entries: (honest) => replaced(honest, 'round.age', { crc: 7 }),
  }),
  stopped('inspect not-a-bundle', 'another mimetype', {
    entries: (honest) =>
      replaced(honest, 'mimetype', { content: Buffer.from('application/vnd.haizhi.bundle+zap') }),
  }),
  stopped('inspect not-a-bundle', 'the mimetype not first', {
    entries: (honest) => [...honest.slice(1), ...honest.slice(0, 1)],
  }),
  stopped('application zip not-a-zip a/w-01.age', 'an application that is no ZIP', {
    innerZip: () => Buffer.from('hello'),
  }),
  stopped('application zip joined a/w-01.age', 'an application with a ZIP behind', {
    innerEnd: { appended: other },
  }),
  stopped(
    'application zip duplicate a/w-01.age!f/000001',
    'a document twice',
    inner({ name: 'f/000001', content: x }),
  ),
  stopped(
    'application zip name a/w-01.age!f/../../x',
    'a document with a path upwards',
    inner({ name: 'f/../../x', content: x }),
  ),
  stopped(
    'application zip method a/w-01.age!f/000002',
    'a deflated document (bomb)',
    inner({ name: 'f/000002', content: x, method: 8, uncompressed: 4_000_000_000 }),
  ),
  stopped(
    'application zip size a/w-01.age!f/000002',
    'a document of 4 GB',
    inner({ name: 'f/000002', content: x, size: 4_000_000_000 }),
  ),
  stopped(
    'application zip overlap a/w-01.age!f/000002',
    'documents on one content',
    inner({ name: 'f/000002', only: 'directory', offset: 0 }),
  ),
  stopped(
    'application zip entry-type a/w-01.age!f/000002',
    'a link among the documents',
    inner({ name: 'f/000002', content: x, attributes: unixMode(0o120777) }),
  ),
  stopped(
    'document zip checksum a/w-01.age!f/000001',
    'a document with a wrong checksum',
    { innerEntries: (honest) => replaced(honest, 'f/000001', { crc: 7 }) },
    { step: 'document', word: 'document-altered' },
  ),
];
