import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { signPackage } from '../../../../../electron/services/opc/sign.ts';
import { verifyPackage } from '../../../../../electron/services/opc/verify.ts';
import { ok } from '../../../../../shared/result.ts';
import { makeCenter, makeLeaf } from '../../../../hostile/workbooks/authority.ts';
import {
  type Honest,
  judge,
  makeHonest,
  NOW,
  SIGNED_AT,
} from '../../../../hostile/workbooks/honest.ts';
import {
  addPart,
  addRelationship,
  BOOK_RELS,
  OFFICE_RELATION,
  partsOf,
  repack,
  replaceIn,
  SCORES,
  SIGNATURE,
  textOf,
} from '../../../../hostile/workbooks/repack.ts';

let honest: Honest;

beforeAll(async () => {
  honest = await makeHonest();
}, 60_000);

const sign = (unsigned: Uint8Array, comment?: string) =>
  signPackage(unsigned, honest.expert, {
    time: SIGNED_AT,
    ...(comment === undefined ? {} : { comment }),
  });

describe('signing', () => {
  it('gives the same bytes for the same content, time and comment', async () => {
    expect(await sign(honest.unsigned, '评审结果')).toEqual(honest.signed);
    expect(await sign(honest.unsigned, 'x')).not.toEqual(honest.signed);
  });

  it('leaves the input as it was', async () => {
    const before = Uint8Array.from(honest.unsigned);
    await sign(honest.unsigned);
    expect(honest.unsigned).toEqual(before);
  });

  it('drops folders and author metadata and writes types and root first', () => {
    const before = [...partsOf(honest.unsigned).keys()];
    expect(before).toEqual(expect.arrayContaining(['xl/', 'docProps/core.xml']));
    const names = [...partsOf(honest.signed).keys()];
    expect(names.slice(0, 2)).toEqual(['[Content_Types].xml', '_rels/.rels']);
    expect(names.filter((name) => name.endsWith('/') || name.startsWith('docProps'))).toEqual([]);
    const types = textOf(partsOf(honest.signed), '[Content_Types].xml');
    expect(types).not.toContain('docProps');
    expect(types).not.toContain('vml');
    expect([...names.slice(2)].sort()).toEqual(names.slice(2));
  });

  it('keeps the bytes of every other part', () => {
    const [before, after] = [partsOf(honest.unsigned), partsOf(honest.signed)];
    for (const name of ['xl/workbook.xml', SCORES, 'xl/styles.xml', 'customXml/item1.xml']) {
      expect(after.get(name)).toEqual(before.get(name));
    }
  });

  it('carries a comment with any text that XML can hold, and no other', async () => {
    const comment = `"<评审> & 'x'\n\r\t😀`;
    const signed = await sign(honest.unsigned, comment);
    expect(await judge(signed, honest.center)).toMatchObject({ kind: 'valid', comment });
    await expect(sign(honest.unsigned, 'a\u0000b')).rejects.toThrow();
    await expect(sign(honest.unsigned, '\uD800')).rejects.toThrow();
  });

  it('also works with an elliptic key', async () => {
    const signer = await makeLeaf(await makeCenter(), { key: 'ecdsa' });
    const signed = await signPackage(honest.unsigned, signer, { time: SIGNED_AT });
    const verdict = await verifyPackage(signed, { now: NOW, checkSigner: async () => ok() });
    expect(verdict).toMatchObject({ kind: 'valid', signer: signer.certificate });
    expect(textOf(partsOf(signed), SIGNATURE)).toContain('ecdsa-sha256');
  });
});

describe('signing throws, so that nothing half-signed comes out', () => {
  it.each([
    ['a signed package', () => honest.signed],
    ['no archive', () => new Uint8Array(100)],
    [
      'a formula',
      () => repack(honest.unsigned, (p) => replaceIn(p, SCORES, '<v>61</v>', '<f>1</f>')),
    ],
    [
      'macros',
      () =>
        repack(honest.unsigned, (p) => {
          addPart(p, 'xl/vbaProject.bin', 'application/vnd.ms-office.vbaProject', 'x');
          addRelationship(p, BOOK_RELS, { type: `${OFFICE_RELATION}/x`, target: 'vbaProject.bin' });
        }),
    ],
  ])('for %s', async (_, make) => {
    await expect(sign(make())).rejects.toThrow();
  });

  it('for a formula that exceljs wrote', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('x').getCell('A1').value = { formula: '1+1', result: 2 };
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    await expect(sign(bytes)).rejects.toThrow(/formula/);
  });

  it('for a signer whose key is not that of its certificate', async () => {
    const other = await makeLeaf(honest.center, { key: 'weak-rsa' });
    const signer = { certificate: honest.expert.certificate, sign: other.sign };
    await expect(signPackage(honest.unsigned, signer, { time: SIGNED_AT })).rejects.toThrow();
  });

  it('for a signer that fails', async () => {
    const sign = () => Promise.reject(new Error('locked'));
    const signer = { certificate: honest.expert.certificate, sign };
    await expect(signPackage(honest.unsigned, signer, { time: SIGNED_AT })).rejects.toThrow(
      'locked',
    );
  });
});
