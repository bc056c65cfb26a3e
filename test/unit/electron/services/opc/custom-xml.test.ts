import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { CUSTOM_XML_PART, withCustomXml } from '../../../../../electron/services/opc/custom-xml.ts';
import { makeWorkbook } from '../../../../hostile/workbooks/honest.ts';
import { BOOK_RELS, partsOf, textOf } from '../../../../hostile/workbooks/repack.ts';

const XML = Buffer.from('<payload xmlns="urn:example:payload">{"分":1}</payload>');

async function plainWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('评分').getCell('A1').value = '内容';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('a custom XML part', () => {
  it('is added, typed and linked, and everything else stays', async () => {
    const before = partsOf(await plainWorkbook());
    const after = partsOf(withCustomXml(await plainWorkbook(), XML));
    expect(Buffer.from(after.get(CUSTOM_XML_PART) ?? [])).toEqual(XML);
    expect(textOf(after, '[Content_Types].xml')).toContain(
      `<Override PartName="/${CUSTOM_XML_PART}" ContentType="application/xml"/>`,
    );
    expect(textOf(after, BOOK_RELS)).toContain(`Target="/${CUSTOM_XML_PART}"`);
    expect(after.get('xl/worksheets/sheet1.xml')).toEqual(before.get('xl/worksheets/sheet1.xml'));
  });

  it('does not disturb an ordinary reader', async () => {
    const book = new ExcelJS.Workbook();
    const bytes = withCustomXml(await plainWorkbook(), XML);
    await book.xlsx.load(bytes.slice().buffer);
    expect(book.getWorksheet('评分')?.getCell('A1').value).toBe('内容');
  });

  it('is there once', async () => {
    const twice = await makeWorkbook(1);
    expect(() => withCustomXml(twice, XML)).toThrow();
  });
});
