import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LineIntake } from '../../../../../electron/services/intake/archive.ts';
import { takeDocuments } from '../../../../../electron/services/intake/document-list.ts';
import { applicationDescription } from '../../../../../shared/round-folder.ts';
import { rawZip } from '../../../../hostile/bundles/raw-zip.ts';
import { deflated, windowsZip } from '../../../../support/archive.ts';
import { smallRound, writeRound } from '../../../../support/small-round.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const folder = writeRound(temporaryFolder('archive-intake'), smallRound());
const pdf = Buffer.from('%PDF-1.4 in a ZIP file');
const text = Buffer.from('证明文字');

const place = (name: string, bytes: Uint8Array) =>
  writeFileSync(path.join(folder, 'w1', name), bytes);
place('材料.zip', windowsZip({ '申请表.pdf': pdf, '证明/营业执照.pdf': text }));

type Line = { readonly id: string; readonly file: string; readonly name?: string };

/** Takes these lines of the first application. */
function take(lines: readonly Line[]): Promise<LineIntake> {
  const json = JSON.parse(readFileSync(path.join(folder, 'w1', 'application.json'), 'utf8'));
  const described = applicationDescription.parse({ ...json, documents: lines });
  const { signal } = new AbortController();
  return takeDocuments(folder, 'w1', described, signal);
}

const shown = ({ problems }: LineIntake) =>
  problems.map((each) => `${each.file} ${each.path} ${each.reason} ${each.expected}`);

describe('a ZIP file of the applicant', () => {
  it('whose names are a guess lists them, for somebody to read', async () => {
    const taken = await take([{ id: 'all', file: '材料.zip' }]);
    expect(taken.doubts.map((each) => `${each.file} ${each.reason} ${each.expected}`)).toEqual([
      'w1/材料.zip name-guessed 申请表.pdf',
      'w1/材料.zip name-guessed 证明/营业执照.pdf',
    ]);
    expect(shown(taken)).toEqual([]);
  });

  it('with a name that reads otherwise than it is written tells the character', async () => {
    const turned = '合同\u202Efdp.exe';
    place('turned.zip', rawZip([deflated(turned, text), deflated('plain.txt', text)]));
    expect(shown(await take([{ id: 'all', file: 'turned.zip' }]))).toEqual([
      'w1/turned.zip  hidden-character 合同[U+202E]fdp.exe: U+202E (3)',
    ]);
    const line = { id: 'one', file: `turned.zip/${turned}` };
    expect(shown(await take([line]))).toEqual([
      'w1/application.json documents[0].name hidden-character 合同[U+202E]fdp.exe: U+202E (3)',
    ]);
    expect(shown(await take([{ ...line, name: '合同.exe' }]))).toEqual([]);
  });

  it('stands for all documents in it, each with its name, kind of content and hash', async () => {
    const { documents } = await take([{ id: 'all', file: '材料.zip' }]);
    expect(documents.map(({ document }) => document)).toMatchObject([
      { name: '申请表.pdf', mediaType: 'application/pdf', size: pdf.length, kind: 'evidence' },
      { name: '营业执照.pdf', mediaType: 'application/octet-stream', size: text.length },
    ]);
    expect(documents.map(({ document }) => /^all-[0-9a-f]{12}$/.test(document.id))).toEqual([
      true,
      true,
    ]);
  });

  it('keeps the ids of its documents when others come or go', async () => {
    const before = await take([{ id: 'all', file: '材料.zip' }]);
    const late = deflated(Buffer.from('补充.txt'), text, { flags: 0x800 });
    const kept = deflated(Buffer.from('证明/营业执照.pdf'), pdf, { flags: 0x800 });
    place('late.zip', rawZip([late, kept]));
    const after = await take([{ id: 'all', file: 'late.zip' }]);
    const id = ({ documents }: LineIntake, name: string) =>
      documents.find(({ document }) => document.name === name)?.document.id;
    expect(id(after, '营业执照.pdf')).toBe(id(before, '营业执照.pdf'));
    expect(id(after, '补充.txt')).not.toBe(id(before, '申请表.pdf'));
  });

  it('gives single documents to lines that name them, and the rest to the line of the whole', async () => {
    const lines = [
      { id: 'form', file: '材料.zip/申请表.pdf', name: '申请表 (终稿).pdf' },
      { id: 'rest', file: '材料.zip' },
    ];
    const taken = await take(lines);
    expect(taken.documents.map(({ document }) => document.name)).toEqual([
      '申请表 (终稿).pdf',
      '营业执照.pdf',
    ]);
    expect(taken.documents[0]?.document.id).toBe('form');
    expect(shown(await take(lines.slice(0, 1)))).toEqual([]);
    expect(shown(await take([{ id: 'none', file: '材料.zip/没有.pdf' }]))).toEqual([
      'w1/application.json documents[0].file document-missing 材料.zip/没有.pdf',
    ]);
  });

  it('shows folders where two names would look the same, and passes over empty files aloud', async () => {
    const entries = ['a/x.txt', 'b/x.txt', 'y.txt'].map((name) => deflated(name, text));
    place('same.zip', rawZip([...entries, { name: 'empty.txt' }]));
    const taken = await take([{ id: 'all', file: 'same.zip' }]);
    expect(taken.documents.map(({ document }) => document.name)).toEqual([
      'a - x.txt',
      'b - x.txt',
      'y.txt',
    ]);
    expect(taken.warnings).toMatchObject([
      { file: 'w1/same.zip', reason: 'archive-empty-file', expected: 'empty.txt' },
    ]);
  });

  it('that is hostile or damaged is told once, by its own reason', async () => {
    place('evil.zip', rawZip([{ name: '../evil', content: text }]));
    place('cut.zip', rawZip([deflated('a', text)]).subarray(0, -1));
    place('wrong.zip', rawZip([deflated('a', text, { crc: 7 })]));
    const lines = ['evil', 'cut', 'wrong'].map((id) => ({ id, file: `${id}.zip` }));
    const again = { id: 'again', file: 'evil.zip/x' };
    expect(shown(await take([...lines, again]))).toEqual([
      'w1/evil.zip  archive-name ../evil',
      'w1/cut.zip  archive-damaged ',
      'w1/wrong.zip  archive-damaged a',
    ]);
  });

  it('may be a folder that is only called like one, and leads nowhere else', async () => {
    mkdirSync(path.join(folder, 'w1', 'folder.zip'));
    place('folder.zip/plain.txt', text);
    const [plain] = (await take([{ id: 'x', file: 'folder.zip/plain.txt' }])).documents;
    expect(plain).toMatchObject({ document: { name: 'plain.txt' } });
    expect(plain?.member).toBeUndefined();
    expect(shown(await take([{ id: 'x', file: '材料.zip/../../o1/form.pdf' }]))).toEqual([
      'w1/application.json documents[0].file path-outside 材料.zip/../../o1/form.pdf',
    ]);
  });
});
