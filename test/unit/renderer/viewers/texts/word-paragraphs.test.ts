import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wordParagraphs } from '../../../../../renderer/viewers/texts/word-paragraphs.ts';

const docx = (body: string) =>
  new Uint8Array(
    zipSync({
      'word/document.xml': strToU8(
        `<w:document xmlns:w="urn:w"><w:body>${body}</w:body></w:document>`,
      ),
      'word/styles.xml': strToU8('<not xml'),
    }),
  );

describe('the text of a Word document', () => {
  it('is its paragraphs, those in tables too, without what was deleted', async () => {
    const body =
      '<w:p><w:r><w:t>海智</w:t></w:r><w:r><w:tab/><w:t>计划</w:t></w:r></w:p>' +
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' +
      '<w:p><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:r><w:t>新</w:t></w:r></w:p>';
    expect(await wordParagraphs(docx(body))).toEqual(['海智 计划', '表格', '新']);
  });

  it('is refused where the document is damaged or no ZIP', async () => {
    await expect(wordParagraphs(docx('<w:p>'))).rejects.toThrow(/damaged/);
    await expect(wordParagraphs(new Uint8Array(50))).rejects.toThrow(/damaged/);
  });
});
