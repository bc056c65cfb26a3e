import type { PackageSigner } from '../../../electron/services/opc/sign.ts';
import { signPackage } from '../../../electron/services/opc/sign.ts';
import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { signWith } from '../../../electron/services/pki/signing-key.ts';
import { buildWorkbook } from '../../../electron/services/workbook/write.ts';
import type { PanelPayload } from '../../../shared/workbook.ts';
import { largeResult } from '../../bench/large-result.ts';
import { certify, enrolPerson, foundCenter } from '../../support/center.ts';
import { hash, samplePanel } from '../../unit/electron/services/workbook/sample-payloads.ts';
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

interface HeavyCase {
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

/** The same with the largest panel that there can be, signed by its chair. */
export async function makeLargestPanel(): Promise<HeavyStage> {
  const center = await foundCenter();
  const person = await enrolPerson('李明');
  const certificate = await certify(center, person, 'chair');
  const chair = { certificate, sign: signWith(person.keys.privateKey) };
  const payload = largestPanel({ id: fingerprint(certificate), name: '李明' });
  const unsigned = await buildWorkbook(payload);
  const signed = await signPackage(unsigned, chair, { time: new Date(payload.signedAt) });
  return { authority: center.authority.certificate, expert: chair, signed };
}

function largestPanel(signer: { readonly id: string; readonly name: string }): PanelPayload {
  const sample = samplePanel('zh-CN');
  const {
    members: [member = raise()],
    applications: [application = raise()],
  } = sample;
  const members = Array.from({ length: 15 }, (_, place) => ({
    ...member,
    id: hash(place),
    code: `E${place + 1}`,
  }));
  const totals = members.map(({ code }) => ({ code, total: 8_000, recused: false }));
  return {
    ...sample,
    signer: { ...sample.signer, ...signer },
    members,
    flags: [],
    disclosures: [],
    applications: Array.from({ length: 2_000 }, (_, place) => ({
      ...application,
      application: `a${place}`,
      number: String(place).padStart(5, '0'),
      rank: place + 1,
      dissents: [],
      totals,
    })),
  };
}

const raise = (): never => {
  throw new Error('the sample has members and applications');
};

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
  resigned('a header of 22 MiB with a wide character', 'content-differs', (parts) =>
    replaceIn(parts, SHEET, '<oddHeader>', `<oddHeader>表${'x'.repeat(22 * MIB)}`),
  ),
  resigned('a header of ampersands', 'content-differs', (parts) =>
    replaceIn(parts, SHEET, '<oddHeader>', `<oddHeader>表${'&amp;'.repeat(4.4 * MIB)}`),
  ),
  resigned('a header of ampersands in two', 'content-differs', (parts) =>
    replaceIn(parts, SHEET, '<oddHeader>', `<oddHeader>表${'&amp;'.repeat(5_000)}`),
  ),
  resigned('strings of ampersands', 'content-differs', (parts) => {
    const string = `<si><t>${'&amp;'.repeat(32_000)}</t></si>`;
    parts.set(STRINGS, within(headOf(parts, STRINGS, 'sst'), string, 22 * MIB, '</sst>'));
  }),
  resigned('a panel of 3,000 members', 'content-invalid', (parts) => {
    const totals = '{"code":"c","recused":false,"total":null},'.repeat(2_999);
    const one = `{"totals":[${totals}{"code":"c","recused":false,"total":null}]},`;
    const text = textOf(parts, PAYLOAD).replace('haizhi.result', 'haizhi.panel');
    const many = `"applications":[${one.repeat(60)}{}],"authority"`;
    const changed = text.replace(/"applications":\[.*\],"authority"/s, () => many);
    parts.set(PAYLOAD, Buffer.from(changed));
  }),
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

/** A large workbook of an insider, whose last sheet is as large as a sheet may be and reads one character at a time. */
export function withHeavyLastSheet({ signed, expert }: HeavyStage): Promise<Uint8Array> {
  return forge(signed, expert, {
    parts: (parts) => {
      const last = 'xl/worksheets/sheet6.xml';
      const breaks = '<brk id="1" max="16838" man="1"/>'.repeat(450_000);
      replaceIn(parts, last, '<row r="1" ', '<row  r="1" ');
      replaceIn(parts, last, '<oddHeader>', '<oddHeader>表');
      replaceIn(parts, last, '</worksheet>', `<rowBreaks>${breaks}</rowBreaks></worksheet>`);
    },
  });
}

export const HEAVY_CASES: readonly HeavyCase[] = [...outside, ...insiders];
