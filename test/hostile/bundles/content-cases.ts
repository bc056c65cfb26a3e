import type { ManifestValue } from './forge.ts';
import { documentBytes, flipped, replaced } from './forge.ts';
import { type HostileCase, stopped } from './hostile-case.ts';
import type { RawEntry } from './raw-zip.ts';

const without = (name: string) => (honest: readonly RawEntry[]) =>
  honest.filter((entry) => entry.name !== name);
const listText = (edit: (text: string) => string) => ({
  manifest: (honest: ManifestValue) => edit(JSON.stringify(honest)),
});
const field = (change: object) => ({
  manifest: (honest: ManifestValue) => ({ ...honest, ...change }),
});
const file = (index: number, change: object) => ({
  manifest: (honest: ManifestValue) => ({
    ...honest,
    files: honest.files.map((each, at) => (at === index ? { ...each, ...change } : each)),
  }),
});
const document = (change: object) => ({
  documentList: (honest: { readonly documents: readonly object[] }) => ({
    ...honest,
    documents: honest.documents.map((each) => ({ ...each, ...change })),
  }),
});
const deep = `${'['.repeat(100)}${']'.repeat(100)}`;

/** What is in the entries against what the lists say, and the JSON of all of them. */
export const contentCases: readonly HostileCase[] = [
  stopped('inspect missing-entry a/w-01.age', 'a listed application missing', {
    entries: without('a/w-01.age'),
  }),
  stopped('inspect missing-entry round.age', 'the round missing', {
    entries: without('round.age'),
  }),
  stopped('inspect missing-entry round.age', 'the round missing from list and file', {
    entries: without('round.age'),
    manifest: (honest) => ({ ...honest, files: honest.files.slice(1) }),
  }),
  stopped('inspect missing-entry manifest.json', 'the list missing', {
    entries: without('manifest.json'),
  }),
  stopped('inspect unlisted-entry a/x.age', 'an application that is not listed', {
    entries: (honest) => [...honest, { name: 'a/x.age', content: Buffer.from('x') }],
  }),
  stopped('inspect altered round.age', 'a size that differs', file(0, { size: 7 })),
  stopped('import altered round.age', 'a hash that differs', file(0, { sha256: '0'.repeat(64) })),
  stopped('import altered a/w-01.age', 'one bit of an application', {
    entries: (honest) =>
      honest.map((each) =>
        each.name === 'a/w-01.age'
          ? { ...each, content: flipped(each.content ?? Buffer.alloc(0), 60_000) }
          : each,
      ),
  }),
  stopped('inspect json form /files/2/path manifest.json', 'an entry listed twice', {
    manifest: (honest) => ({ ...honest, files: [...honest.files, honest.files[0]] }),
  }),
  stopped('inspect json form /files/2/path manifest.json', 'the list listed in itself', {
    manifest: (honest) => ({
      ...honest,
      files: [...honest.files, { path: 'mimetype', size: 33, sha256: '0'.repeat(64) }],
    }),
  }),
  stopped('inspect json syntax  manifest.json', 'a list that is no JSON', {
    manifest: () => 'hello',
  }),
  stopped(
    'inspect json syntax  manifest.json',
    'a list with a byte order mark',
    listText((text) => `\ufeff${text}`),
  ),
  stopped('inspect json not-utf-8  manifest.json', 'a list that is not UTF-8', {
    manifest: () => Buffer.from([0x7b, 0xff, 0x7d]),
  }),
  stopped('inspect json syntax  manifest.json', 'a list in UTF-16', {
    manifest: (honest) => Buffer.from(JSON.stringify(honest), 'utf16le'),
  }),
  stopped(
    'inspect json duplicate-key /sequence manifest.json',
    'two sequence numbers',
    listText((text) => text.replace('"sequence":1', '"sequence":1,"sequence":9')),
  ),
  stopped(
    'inspect json forbidden-key /__proto__ manifest.json',
    'a prototype',
    listText((text) => text.replace('{', '{"__proto__":{"sequence":9},')),
  ),
  stopped(
    'inspect json number /sequence manifest.json',
    'a number beyond all numbers',
    listText((text) => text.replace('"sequence":1', '"sequence":1e400')),
  ),
  stopped(
    'inspect json too-deep /round/0/0/0/0/0/0/0 manifest.json',
    'a hundred levels',
    listText((text) => text.replace('"r-1"', deep)),
  ),
  stopped(
    'inspect json syntax  manifest.json',
    'a list with a comment',
    listText((text) => `${text}// hello`),
  ),
  stopped(
    'inspect json lone-surrogate /round manifest.json',
    'half of a character',
    listText((text) => text.replace('"r-1"', '"\\ud800"')),
  ),
  stopped('inspect json form /files manifest.json', 'more applications than there may be', {
    manifest: (honest) => ({
      ...honest,
      files: Array.from({ length: 2_002 }, () => honest.files[0]),
    }),
  }),
  stopped('inspect json form  manifest.json', 'an unknown field', field({ evil: true })),
  stopped('inspect json form /sequence manifest.json', 'a sequence of 0', field({ sequence: 0 })),
  stopped(
    'inspect json form /sequence manifest.json',
    'a sequence as text',
    field({ sequence: '1' }),
  ),
  stopped(
    'inspect json form /round manifest.json',
    'a round id with a path',
    field({ round: '../../x' }),
  ),
  stopped(
    'inspect json form /bundle manifest.json',
    'a device name as id',
    field({ bundle: 'LPT1' }),
  ),
  stopped(
    'inspect json form /format manifest.json',
    'another format',
    field({ format: 'haizhi.workbook' }),
  ),
  stopped(
    'inspect json form /files/0/size manifest.json',
    'a negative size',
    file(0, { size: -1 }),
  ),
  stopped('inspect json form /files/0/size manifest.json', 'half a byte', file(0, { size: 0.5 })),
  stopped(
    'inspect json form /files/0/sha256 manifest.json',
    'a hash in capitals',
    file(0, { sha256: 'A'.repeat(64) }),
  ),
  stopped(
    'inspect newer-version manifest.json',
    'a list of a newer version',
    field({ version: 2, more: [] }),
  ),
  stopped(
    'inspect json form /created manifest.json',
    'a day that does not exist',
    field({ created: '2026-02-30T00:00:00Z' }),
  ),
  stopped('round json duplicate-key /a round.age', 'duplicate keys in the round', {
    roundText: '{"a":1,"a":2}',
  }),
  stopped('round json syntax  round.age', 'a round that is no JSON', { roundText: 'hello' }),
  stopped('round json not-utf-8  round.age', 'a round in GB 18030', {
    roundText: Buffer.from([0x22, 0xc9, 0xea, 0x22]),
  }),
  stopped(
    `application json too-deep ${'/0'.repeat(64)} a/w-01.age!application.json`,
    'an application of endless levels',
    {
      applicationText: `[${'['.repeat(200)}${']'.repeat(200)}]`,
    },
  ),
  stopped('application foreign a/w-01.age', 'an application of another bundle', {
    documentList: (honest) => ({ ...honest, bundle: 'b-0' }),
  }),
  stopped('application foreign a/w-01.age', 'another application in its place', {
    documentList: (honest) => ({ ...honest, application: 'w-02' }),
  }),
  stopped('application newer-version a/w-01.age!manifest.json', 'documents of a newer version', {
    documentList: (honest) => ({ ...honest, version: 3 }),
  }),
  stopped(
    'application json form /documents/0/name a/w-01.age!manifest.json',
    'a document name with a path',
    document({ name: '../../evil.pdf' }),
  ),
  stopped(
    'application json form /documents/0/name a/w-01.age!manifest.json',
    'a document name with a line break',
    document({ name: 'a\nb' }),
  ),
  stopped(
    'application json form /documents/0/id a/w-01.age!manifest.json',
    'a document id with a path',
    document({ id: 'f/1' }),
  ),
  stopped(
    'application json form /documents/0 a/w-01.age!manifest.json',
    'a document elsewhere',
    document({ path: 'f/000002' }),
  ),
  stopped(
    'application json form /documents/1 a/w-01.age!manifest.json',
    'two documents of one id',
    {
      innerEntries: (honest) => [...honest, { name: 'f/000002', content: documentBytes }],
      documentList: (honest) => ({
        ...honest,
        documents: [honest.documents[0], { ...honest.documents[0], path: 'f/000002' }],
      }),
    },
  ),
  stopped(
    'application altered a/w-01.age!f/000001',
    'a document of another size',
    document({ size: 5 }),
  ),
  stopped(
    'document altered a/w-01.age!f/000001',
    'a document of another hash',
    document({ sha256: '0'.repeat(64) }),
    { step: 'application', word: 'documents' },
  ),
  stopped('document altered a/w-01.age!f/000001', 'a swapped document of the same size', {
    innerEntries: (honest) => replaced(honest, 'f/000001', { content: flipped(documentBytes, 5) }),
  }),
  stopped('application missing-entry a/w-01.age!f/000001', 'a document missing', {
    innerEntries: without('f/000001'),
  }),
  stopped('application missing-entry a/w-01.age!application.json', 'the application file missing', {
    innerEntries: without('application.json'),
  }),
  stopped('application missing-entry a/w-01.age!manifest.json', "the documents' list missing", {
    innerEntries: without('manifest.json'),
  }),
  stopped('application unlisted-entry a/w-01.age!f/000002', 'a document that is not listed', {
    innerEntries: (honest) => [...honest, { name: 'f/000002', content: documentBytes }],
  }),
];
