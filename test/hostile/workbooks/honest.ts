import ExcelJS from 'exceljs';
import { signPackage } from '../../../electron/services/opc/sign.ts';
import { type PackageVerdict, verifyPackage } from '../../../electron/services/opc/verify.ts';
import {
  type CertificateFailure,
  checkCertificate,
} from '../../../electron/services/pki/certificate.ts';
import { type Issuer, type Leaf, makeCenter, makeLeaf } from './authority.ts';
import { addPart, addRelationship, BOOK_RELS, OFFICE_RELATION, PAYLOAD, repack } from './repack.ts';

/** What every case starts from: a center, an expert, and the workbook that the expert signed. */
export interface Honest {
  readonly center: Issuer;
  readonly expert: Leaf;
  readonly unsigned: Uint8Array;
  readonly signed: Uint8Array;
  /** A second honest workbook of the same expert, with other scores. */
  readonly other: Uint8Array;
}

export const SIGNED_AT = new Date('2026-11-23T08:00:00Z');
export const NOW = new Date('2026-11-24T08:00:00Z');

/** Scores of one row an application, as the exporter lays them out, in Chinese and with awkward characters. */
export async function makeWorkbook(rows: number, seed = 0): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const cover = book.addWorksheet('封面', {
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToHeight: 0 },
    headerFooter: { oddFooter: '&P / &N' },
  });
  cover.getCell('A1').value = '海智基地评审 "2026" <结果> & more';
  cover.getCell('A1').font = { size: 16, bold: true };
  cover.mergeCells('A1:D1');
  const scores = book.addWorksheet('评分', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { printTitlesRow: '1:1' },
  });
  scores.columns = ['申报编号', '申报单位', '总分', '意见'].map((header, index) => ({
    header,
    key: `k${index}`,
    width: 20,
  }));
  for (let row = 1; row <= rows; row += 1) {
    scores.addRow([`A-${row}`, `单位 ${row}`, 60 + ((row + seed) % 40), `=意见 <${row}> & "引文"`]);
  }
  scores.autoFilter = { from: 'A1', to: { row: rows + 1, column: 4 } };
  const written = new Uint8Array(await book.xlsx.writeBuffer());
  const payload = `<payload xmlns="urn:example:payload">{"rows":${rows},"seed":${seed}}</payload>`;
  return repack(written, (parts) => {
    addPart(parts, PAYLOAD, 'application/xml', payload);
    const type = `${OFFICE_RELATION}/customXml`;
    addRelationship(parts, BOOK_RELS, { id: 'rIdPayload', type, target: `/${PAYLOAD}` });
  });
}

/** Makes the honest start once for a test file. */
export async function makeHonest(): Promise<Honest> {
  const center = await makeCenter();
  const expert = await makeLeaf(center);
  const unsigned = await makeWorkbook(12);
  const signed = await signPackage(unsigned, expert, { time: SIGNED_AT, comment: '评审结果' });
  const second = await makeWorkbook(12, 7);
  const other = await signPackage(second, expert, { time: SIGNED_AT });
  return { center, expert, unsigned, signed, other };
}

/** The product's own judgement, under the trust policy of the center that the honest expert belongs to. */
export function judge(
  bytes: Uint8Array,
  center: Issuer,
  now = NOW,
): Promise<PackageVerdict<CertificateFailure['kind']>> {
  const authority = new Uint8Array(center.x509.rawData);
  return verifyPackage(bytes, {
    now,
    checkSigner: (leaf, at) =>
      checkCertificate(leaf, { authority, at, roles: ['expert', 'chair'] }),
  });
}
