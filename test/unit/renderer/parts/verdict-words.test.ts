// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { reasonWords, refusalWords } from '../../../../renderer/parts/verdict-words.ts';
import { startText, textIn } from '../../../../renderer/text.ts';
import type { IntakeReport, VerdictReport } from '../../../../shared/exchange.ts';

beforeAll(() => startText('zh-CN'));

const report: VerdictReport = {
  name: 'a.xlsx',
  verdict: 'invalid',
  reason: 'part-altered',
  part: 'xl/worksheets/sheet1.xml',
  detail: 'digest',
  content: null,
  signer: null,
  claimed: null,
  signedAt: null,
  round: null,
  revision: null,
  sha256: '0'.repeat(64),
};
const words = (changes: Partial<VerdictReport>) =>
  reasonWords({ ...report, ...changes }, textIn('zh-CN'));

describe('why a workbook is not to be believed', () => {
  it('names the part that was altered', () => {
    expect(words({})).toBe(
      '“xl/worksheets/sheet1.xml”在签名之后被改动过。请索取原文件，不要再次保存。',
    );
  });

  it.each([
    ['macro', 'xl/vbaProject.bin', '宏、公式'],
    ['content-differs', '评分!C7', '“评分!C7”显示的内容与签名的数据不一致'],
    ['other-authority', '', '不是由这家中心签发'],
    ['zip-gap', '', '不是评审工作簿'],
    ['zip-gap', '[Content_Types].xml', '文件结构不合规范'],
    ['a code of a later version', '', '不是评审工作簿'],
    ['too-slow', '', '在规定时间内没有核验完'],
    ['judging-failed', '', '软件出错'],
    ['not-readable', '', '读不出这个文件'],
    ['file-too-large', '', '超过 50 MB'],
  ])('%s in “%s”', (reason, part, expected) => {
    expect(words({ reason, part })).toContain(expected);
  });

  it('is nothing for a valid one', () => {
    expect(words({ verdict: 'valid', reason: '' })).toBeNull();
  });
});

describe('why a workbook was not taken in', () => {
  const intake: IntakeReport = {
    report: { ...report, verdict: 'valid', reason: '', part: '' },
    outcome: 'refused',
    refusal: 'late',
    detail: '2026-11-30T10:00:00Z',
  };

  it('says the date as people write it', () => {
    expect(refusalWords(intake, textIn('zh-CN'))).toMatch(/2026年11月30日 .*已过截止时间/);
  });

  it('says first why the file is not to be believed at all', () => {
    const doubtful: IntakeReport = { ...intake, report, refusal: 'content-invalid' };
    expect(refusalWords(doubtful, textIn('zh-CN'))).toContain('签名之后被改动过');
  });

  it('is nothing for one that was taken in', () => {
    expect(refusalWords({ ...intake, outcome: 'taken', refusal: null }, textIn('en'))).toBeNull();
  });
});
