import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../support/desk.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { completeReview, packRound, passphrase, round, signInto } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { VerifyPage } from './pages/verify-page.ts';

const folder = temporaryFolder('verify');
const at = (...names: string[]) => path.join(folder, ...names);
const signed = at('e1.xlsx');
const altered = at('altered.xlsx');
const saved = at('saved.xlsx');
const other = at('other');

let door: Door;
let app: AppPage;
let verify: VerifyPage;

/** One byte inside the first worksheet, where the ZIP still reads well. */
function alterOneByte(): void {
  const bytes = readFileSync(signed);
  const place = bytes.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 40;
  bytes[place] = bytes[place]! ^ 1;
  writeFileSync(altered, bytes);
}

/** As when somebody opens the workbook in a spreadsheet program and saves it. */
async function saveAnew(): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(signed);
  await book.xlsx.writeFile(saved);
}

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  await signInto(desk, round, signed);
  alterOneByte();
  await saveAnew();
  await openDesk(other, { center: true }).call('center.create', { name: '别处', passphrase });
  await panel.center.close();
  door = await openDoor({ home: at('home'), center: at('center') });
  app = door.screen;
  verify = new VerifyPage(app);
  await app.go('#/verify');
});
afterAll(() => door?.stop());

describe('somebody with workbooks and no identity', () => {
  it('drops them and reads who signed, when, for what, and what was checked', async () => {
    await verify.drop([signed]);
    const verdict = verify.verdict('e1.xlsx');
    await verdict.getByText('签名有效').first().waitFor();
    const words = await verdict.textContent();
    for (const each of [
      '专家 e1',
      '测试大学',
      '签名人电脑上的时间',
      '测试评审',
      '第 1 版',
      '每一格',
    ]) {
      expect(words).toContain(each);
    }
    expect(await app.barriers()).toEqual([]);
  });

  it('reads of every other one which part and why, and can look at those alone', async () => {
    await verify.drop([signed, altered, saved]);
    await verify.verdict('altered.xlsx').getByText('无效').first().waitFor();
    expect(await verify.verdict('altered.xlsx').textContent()).toMatch(/xl\/worksheets|文件结构/);
    expect(await verify.verdict('saved.xlsx').textContent()).toContain('没有数字签名');
    await app.page.getByText('只看不可信的').click();
    expect(await verify.verdict('e1.xlsx').count()).toBe(0);
    await expect.poll(() => app.barriers(), { timeout: 20_000 }).toEqual([]);
    await app.page.getByText('全部', { exact: true }).click();
    await verify.open('altered.xlsx');
    await verify.verdict('altered.xlsx').getByText('核验在此停止').waitFor();
  });

  it('may judge by the certificate of another center', async () => {
    await verify.trust(path.join(other, 'authority.pem'));
    const verdict = verify.verdict('e1.xlsx');
    await verdict.getByText('不是由这家中心签发').waitFor();
    await verdict.getByText('自称专家 e1').waitFor();
    await verify.open('e1.xlsx');
    await verdict.getByText('没有可信的中心为此作证').waitFor();
    await app.page.getByRole('button', { name: '改回本机信任的中心' }).click();
    await verify.verdict('e1.xlsx').getByText('签名有效').first().waitFor();
  });

  it('reads all of it in English, in the dark and larger, with nothing cut', async () => {
    await app.display('English');
    await app.page.getByRole('heading', { name: 'Verify files' }).waitFor();
    await app.display('Dark');
    await app.display('Larger');
    await app.page.getByRole('button', { name: /e1\.xlsx/ }).click();
    expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
  });

  it('and the browser had nothing to complain about', () => {
    expect(app.complaints).toEqual([]);
  });
});
