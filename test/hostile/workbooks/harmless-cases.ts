import type { HostileCase } from './hostile-case.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';
import {
  BOOK_RELS,
  entriesOf,
  ORIGIN_RELS,
  type Parts,
  partsOf,
  ROOT_RELS,
  repack,
  replaceIn,
  SIGNATURE,
  TYPES,
  textOf,
} from './repack.ts';

const harmless = (name: string, make: HostileCase['make']): HostileCase => ({
  name,
  make,
  expected: { kind: 'valid' },
});

const rezipped = (name: string, change: (entry: RawEntry) => RawEntry): HostileCase =>
  harmless(name, ({ signed }) => rawZip(entriesOf(partsOf(signed)).map(change)));

const rewritten = (name: string, edit: (parts: Parts) => void): HostileCase =>
  harmless(name, ({ signed }) => repack(signed, edit));

const UNIX_TIMES = Buffer.from('5554050003aabbccdd', 'hex');

/** What honest programs on the way do to a package; none of it may cost the signature. */
export const harmlessCases: readonly HostileCase[] = [
  harmless('as signed', ({ signed }) => signed),
  rezipped('packed anew', (entry) => entry),
  rezipped('stored instead of packed', (entry) => ({ ...entry, store: true })),
  rezipped('with data descriptors', (entry) => ({ ...entry, descriptor: 'marked' })),
  rezipped('with other time stamps', (entry) => ({ ...entry, stamp: 0x21_0000 })),
  rezipped('with UNIX times', (entry) => ({ ...entry, extra: UNIX_TIMES })),
  rezipped('with UNIX permissions', (entry) => ({
    ...entry,
    madeBy: 0x031e,
    attributes: 0o100644 * 65_536,
  })),
  harmless('in another order', ({ signed }) => rawZip([...entriesOf(partsOf(signed))].reverse())),
  rewritten('types in another order and layout', (p) => {
    const lines = textOf(p, TYPES).match(/<(?:Default|Override)[^>]*\/>/g) ?? [];
    const body = [...lines].reverse().join('\n  ');
    replaceIn(p, TYPES, /(?<=<Types[^>]*>).*(?=<\/Types>)/s, `\n  ${body}\n`);
  }),
  rewritten('relationships in another order and layout', (p) => {
    const lines = textOf(p, BOOK_RELS).match(/<Relationship [^>]*\/>/g) ?? [];
    const body = [...lines].reverse().join('\r\n');
    replaceIn(p, BOOK_RELS, /(?<=<Relationships[^>]*>).*(?=<\/Relationships>)/s, `\r\n${body}\r\n`);
  }),
  rewritten('target mode written out', (p) =>
    replaceIn(
      p,
      ROOT_RELS,
      'Target="xl/workbook.xml"',
      'TargetMode="Internal" Target="xl/workbook.xml"',
    ),
  ),
  rewritten('link to the signature renamed', (p) =>
    replaceIn(p, ORIGIN_RELS, 'Id="rId1"', 'Id="signature"'),
  ),
  rewritten('signature without an XML declaration', (p) =>
    replaceIn(p, SIGNATURE, /^<\?xml[^>]*\?>\s*/, ''),
  ),
  rewritten('signature with short empty elements', (p) =>
    replaceIn(p, SIGNATURE, '<SetupID></SetupID>', '<SetupID/>'),
  ),
  rewritten('signature with other quotes and attribute order', (p) =>
    replaceIn(
      p,
      SIGNATURE,
      /<Reference Type="([^"]*)" URI="#idOfficeObject">/,
      "<Reference  URI='#idOfficeObject' Type='http://www.w3.org/2000/09/xmldsig#Object' >",
    ),
  ),
  rewritten('certificate in lines', (p) => {
    const value = /(?<=<X509Certificate>)[^<]*/.exec(textOf(p, SIGNATURE))?.[0] ?? '';
    const lines = value.match(/.{1,76}/g) ?? [];
    replaceIn(p, SIGNATURE, value, `\r\n${lines.join('\r\n')}\r\n`);
  }),
];
