import type { PackageSigner } from '../../../electron/services/opc/sign.ts';
import { signPackage } from '../../../electron/services/opc/sign.ts';
import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { signWith } from '../../../electron/services/pki/signing-key.ts';
import { buildWorkbook } from '../../../electron/services/workbook/write.ts';
import { largeResult } from '../../bench/large-result.ts';
import { certify, enrolPerson, foundCenter } from '../../support/center.ts';
import { forge } from './forge.ts';
import { rawZip } from './raw-zip.ts';
import {
  BOOK_RELS,
  PAYLOAD,
  type Parts,
  packed,
  partsOf,
  repack,
  replaceIn,
  SIGNATURE,
  STRINGS,
  TYPES,
  textOf,
} from './repack.ts';

/** Files that would keep a verifier busy or fill its memory, up to 50 MB of them, and what has to be said of each. */

/** A center, an expert with a working key, and the workbook that the expert signed. */
export interface HeavyStage {
  readonly authority: Uint8Array;
  readonly expert: PackageSigner;
  readonly signed: Uint8Array;
}

export interface HeavyCase {
  readonly name: string;
  readonly expected: { readonly verdict: string; readonly reason: string };
  readonly make: (stage: HeavyStage) => Uint8Array | Promise<Uint8Array>;
}

const MIB = 1024 * 1024;
const STYLES = 'xl/styles.xml';
const SHEET = 'xl/worksheets/sheet5.xml';

/** The stage with a workbook of so many applications. */
export async function makeHeavyStage(applications: number): Promise<HeavyStage> {
  const center = await foundCenter();
  const person = await enrolPerson('李明');
  const certificate = await certify(center, person, 'expert');
  const expert = { certificate, sign: signWith(person.keys.privateKey) };
  const payload = largeResult(applications, { id: fingerprint(certificate), name: '李明' });
  const unsigned = await buildWorkbook(payload);
  const signed = await signPackage(unsigned, expert, { time: new Date(payload.signedAt) });
  return { authority: center.authority.certificate, expert, signed };
}

const filled = (bytes: number, text: string): Buffer => Buffer.alloc(bytes, text);

/** Bytes that no packing makes smaller, the same in every run. */
function dense(bytes: number): Uint8Array {
  const all = new Uint32Array(bytes / 4);
  let state = 1;
  for (let at = 0; at < all.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    all[at] = state;
  }
  return new Uint8Array(all.buffer);
}

const refused = (name: string, reason: string, make: HeavyCase['make']): HeavyCase => ({
  name,
  expected: { verdict: 'invalid', reason },
  make,
});

const repacked = (name: string, reason: string, edit: (parts: Parts) => void): HeavyCase =>
  refused(name, reason, ({ signed }) => repack(signed, edit));

const resigned = (name: string, reason: string, edit: (parts: Parts) => void): HeavyCase =>
  refused(name, reason, ({ signed, expert }) => forge(signed, expert, { parts: edit }));

const within = (head: string, text: string, bytes: number, tail: string): Buffer =>
  Buffer.concat([
    Buffer.from(head),
    filled(bytes - (bytes % text.length), text),
    Buffer.from(tail),
  ]);

const inSignature = (name: string, reason: string, from: string | RegExp, to: string): HeavyCase =>
  repacked(name, reason, (parts) => replaceIn(parts, SIGNATURE, from, to));

/** Whoever has no key. */
const outside: readonly HeavyCase[] = [
  refused('more than 50 MB', 'zip-too-large', () => new Uint8Array(50_000_001)),
  refused('50 MB of nothing', 'zip-end-record', () => new Uint8Array(50_000_000)),
  refused('50 MB of end records', 'zip-end-record', () => filled(50_000_000, 'PK\u0005\u0006')),
  refused('a hundred thousand entries', 'zip-limit', () =>
    rawZip(
      Array.from({ length: 65_000 }, (_, place) => ({
        name: `xl/${place}.xml`,
        bytes: filled(300, 'x'),
        store: true,
      })),
    ),
  ),
  repacked('a bomb beyond the limit', 'zip-limit', (parts) =>
    parts.set('xl/bomb.xml', filled(70 * MIB, ' ')),
  ),
  repacked('a bomb just below the limit', 'content-types', (parts) =>
    parts.set('xl/bomb.bin', filled(60 * MIB, ' ')),
  ),
  repacked('a part of 45 MB that does not pack', 'content-types', (parts) =>
    parts.set('xl/dense.bin', dense(45_000_000)),
  ),
  refused('a file of 60 MiB without its signature', 'signature-stripped', ({ signed }) => {
    const parts = partsOf(signed);
    for (const name of parts.keys()) if (/^_xmlsignatures/.test(name)) parts.delete(name);
    replaceIn(parts, '_rels/.rels', /<Relationship [^>]*origin\.sigs"[^>]*>/, '');
    return packed(parts.set('xl/bomb.xml', filled(60 * MIB, '<c>')));
  }),
  repacked('a signature of 60 MiB', 'xml-limit', (parts) =>
    parts.set(SIGNATURE, within('<Signature>', '<a></a>', 60 * MIB, '</Signature>')),
  ),
  repacked('a signature nested without end', 'xml-limit', (parts) =>
    parts.set(SIGNATURE, within('<a>', '<a>', 190_000, '')),
  ),
  inSignature(
    'a certificate of 150 KB',
    'certificate-unreadable',
    /<X509Certificate>/,
    `<X509Certificate>${'A'.repeat(150_000)}`,
  ),
  inSignature(
    'an attribute of 150 KB',
    'signature-structure',
    '<Signature ',
    `<Signature a="${'x'.repeat(150_000)}" `,
  ),
  repacked('content types of 190 KB', 'content-types', (parts) =>
    replaceIn(
      parts,
      TYPES,
      '</Types>',
      `${'<Default Extension="a" ContentType="b"/>'.repeat(4_500)}</Types>`,
    ),
  ),
  repacked('every part as large as may be parsed', 'xml-limit', (parts) => {
    for (const place of Array.from({ length: 80 }).keys()) {
      parts.set(`xl/_rels/r${place}.xml.rels`, within('<a>', '<b/>', 190_000, '</a>'));
    }
  }),
  repacked('many relationships', 'xml-limit', (parts) =>
    replaceIn(
      parts,
      BOOK_RELS,
      '</Relationships>',
      `${'<Relationship/>'.repeat(4 * MIB)}</Relationships>`,
    ),
  ),
  repacked('a sheet of 60 MiB', 'part-altered', (parts) =>
    parts.set(SHEET, within('<worksheet>', '<c><v>', 40 * MIB, '')),
  ),
];

/** Whoever has one: the signature holds, so that everything behind it has to be read. */
const insiders: readonly HeavyCase[] = [
  resigned('a payload of 30 MiB', 'content-invalid', (parts) =>
    setPayload(parts, `["${'x'.repeat(30 * MIB)}"]`),
  ),
  resigned('a payload of empty lists', 'content-invalid', (parts) =>
    setPayload(parts, `[${'[],'.repeat(490_000)}[]]`),
  ),
  resigned('a payload of brackets', 'content-invalid', (parts) =>
    setPayload(parts, '['.repeat(15 * MIB)),
  ),
  resigned('a payload of one number', 'content-invalid', (parts) =>
    setPayload(parts, '9'.repeat(15 * MIB)),
  ),
  resigned('broken applications', 'content-invalid', (parts) => {
    const text = textOf(parts, PAYLOAD);
    const broken = `"applications":[${'{},'.repeat(19_000)}{}],"authority"`;
    parts.set(PAYLOAD, Buffer.from(text.replace(/"applications":\[.*\],"authority"/s, broken)));
  }),
  resigned('comments of line ends', 'content-differs', (parts) => {
    const text = textOf(parts, PAYLOAD);
    parts.set(
      PAYLOAD,
      Buffer.from(text.replaceAll(/"comment":"[^"]*"/g, `"comment":"${'\\n'.repeat(19_000)}"`)),
    );
  }),
  resigned('empty strings', 'content-differs', (parts) =>
    parts.set(STRINGS, within(headOf(parts, STRINGS, 'sst'), '<si/>', 22 * MIB, '</sst>')),
  ),
  resigned('small strings', 'content-differs', (parts) =>
    parts.set(
      STRINGS,
      within(headOf(parts, STRINGS, 'sst'), '<si><t>a</t></si>', 17 * MIB, '</sst>'),
    ),
  ),
  resigned('one string of 22 MiB', 'content-differs', (parts) =>
    parts.set(
      STRINGS,
      within(`${headOf(parts, STRINGS, 'sst')}<si><t>`, 'x', 22 * MIB, '</t></si></sst>'),
    ),
  ),
  resigned('a sheet of empty rows', 'content-differs', (parts) => {
    const rows = Array.from(
      { length: 1_100_000 },
      (_, place) => `<row r="${place + 100_000}"/>`,
    ).join('');
    replaceIn(parts, SHEET, '</sheetData>', `${rows}</sheetData>`);
  }),
  resigned('a row of empty cells', 'content-differs', (parts) => {
    const cell = '<c r="ZZZ1" s="1"/>';
    replaceIn(parts, SHEET, '</row>', `${cell.repeat(1_100_000)}</row>`);
  }),
  resigned('page breaks', 'content-differs', (parts) =>
    replaceIn(parts, SHEET, '</rowBreaks>', `${'<brk id="1"/>'.repeat(1_600_000)}</rowBreaks>`),
  ),
  resigned('merged cells', 'content-differs', (parts) =>
    replaceIn(
      parts,
      SHEET,
      '</mergeCells>',
      `${'<mergeCell ref="A1:F1"/>'.repeat(900_000)}</mergeCells>`,
    ),
  ),
  resigned('a header of 22 MiB', 'content-differs', (parts) =>
    replaceIn(parts, SHEET, '<oddHeader>', `<oddHeader>${'x'.repeat(22 * MIB)}`),
  ),
  resigned('an attribute of 22 MiB', 'content-differs', (parts) =>
    replaceIn(parts, SHEET, '<sheetData>', `<sheetData a="${'x'.repeat(22 * MIB)}">`),
  ),
  resigned('styles of 40 MiB', 'content-differs', (parts) =>
    replaceIn(parts, STYLES, '</cellXfs>', `${'<xf numFmtId="0"/>'.repeat(2 * MIB)}</cellXfs>`),
  ),
];

function setPayload(parts: Parts, json: string): void {
  const head = textOf(parts, PAYLOAD).slice(0, 200).replace(/\{.*$/s, '');
  parts.set(PAYLOAD, Buffer.from(`${head}${json}</payload>`));
}

function headOf(parts: Parts, name: string, root: string): string {
  const [head] = textOf(parts, name).split(new RegExp(`(?<=<${root}[^>]*>)`));
  return head ?? '';
}

export const HEAVY_CASES: readonly HeavyCase[] = [...outside, ...insiders];
