import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { collectAt, decideMeeting } from '../support/small-meeting.ts';
import {
  completeReview,
  makeIdentity,
  packRound,
  passphrase,
  round,
  signInto,
  type TestRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { CenterPage } from './pages/center-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('center');
const at = (...names: string[]) => path.join(folder, ...names);

let door: Door;
let app: AppPage;
let center: CenterPage;
let panel: TestRound;
let newcomer: string;

/** Two results and the panel's workbook, made as their authors make them. */
async function makeWorkbooks(): Promise<void> {
  const chair = panel.desk(4);
  for (const [place, name] of [
    [0, 'e1.xlsx'],
    [4, 'chair.xlsx'],
  ] as const) {
    const desk = await panel.open(place);
    await completeReview(desk, round);
    await signInto(desk, round, at(name));
  }
  await collectAt(chair, round, [at('e1.xlsx'), at('chair.xlsx')]);
  await decideMeeting(chair, round);
  const signed = must(await chair.call('panel.sign', { round, passphrase, locale: 'zh-CN' }));
  must(await chair.files.deliver(signed.file.token, at('panel.xlsx')));
}

beforeAll(async () => {
  panel = await packRound(folder);
  await makeWorkbooks();
  newcomer = (await makeIdentity(at('e9'), 'e9@round.example')).fingerprint;
  await panel.center.close();
  door = await openDoor({ home: at('home'), center: at('center') });
  app = door.screen;
  center = new CenterPage(app);
});
afterAll(() => door?.stop());

describe("the center's staff", () => {
  it('finds the desk: name, fingerprint in groups, and each round as a line of stages', async () => {
    await new WelcomePage(app).door('中心工作台').click();
    await app.page.getByRole('heading', { level: 1, name: '交流中心' }).waitFor();
    expect(await center.fingerprint()).toBe(panel.fingerprint);
    expect(await center.stage('收取评审结果').innerText()).toContain('0 / 5');
    const choosing = app.page.getByRole('button', { name: '选择轮次文件夹' });
    await app.page.getByText('haizhi center pack').or(choosing).waitFor();
    expect(await app.barriers()).toEqual([]);
  });

  it('unlocks the keys, after a wrong passphrase that costs nothing', async () => {
    await center.unlock('not this one');
    await center.failure.getByText('口令不正确').waitFor();
    await center.unlock(passphrase);
    await center.unlocked.waitFor();
  });

  it('compares the fingerprint of a newcomer by phone, and only then enrols', async () => {
    await center.enrol([at('e9', 'request.csr.pem')]);
    await center.requests.waitFor();
    expect((await center.requests.innerText()).replace(/\s/g, '')).toContain(newcomer);
    expect(await center.requests.getByRole('button', { name: '登记' }).isDisabled()).toBe(true);
    expect(await center.person('专家 e9').count()).toBe(0);
    expect(await app.barriers()).toEqual([]);
    await center.compared('专家 e9');
    await center.person('专家 e9').getByText('评审专家').waitFor();
    await app.page.getByText('已登记 1 人').waitFor();
  });

  it('records an applicant who falsified, who is barred then', async () => {
    await app.page.getByRole('button', { name: '记录弄虚作假…' }).click();
    await app.page.getByLabel('申报单位').fill('某某协会');
    await app.page.getByLabel('弄虚作假的年份').fill('2026');
    await app.page.getByLabel('事实与依据').fill('伪造协议');
    expect(await app.barriers()).toEqual([]);
    await app.page.getByRole('button', { name: '记录', exact: true }).click();
    await app.page.getByText('某某协会：2027、2028 年不得申报').waitFor();
  });

  it('is told why a file is no request, and nobody is enrolled', async () => {
    await center.enrol([at('e1.xlsx')]);
    await center.failure.getByText('e1.xlsx').waitFor();
    expect(await app.page.getByRole('row').filter({ hasText: '评审专家' }).count()).toBe(5);
  });

  it('sees what a round waits for, by name', async () => {
    await center.openRound('测试评审');
    const toDo = app.page.locator('section', { hasText: '待办' });
    await toDo.getByText('还缺 5 份').waitFor();
    expect(await toDo.innerText()).toContain('专家 e3');
    expect(await app.barriers()).toEqual([]);
  });

  it('imports workbooks in any order and again; each line says what became of it', async () => {
    await center.importFiles([at('panel.xlsx'), at('e1.xlsx'), at('e9', 'request.csr.pem')]);
    await app.page.getByText('收下 2 份，已有 0 份，未收 1 份').waitFor();
    await app.page.getByText('这不是评审工作簿').waitFor();
    await center.importFiles([at('chair.xlsx'), at('panel.xlsx'), at('e1.xlsx')]);
    await app.page.getByText('收下 1 份，已有 2 份，未收 0 份').waitFor();
    await center.stage('收取评审结果').getByText('2 / 5').waitFor();
  });

  it('reads the list by base type with rank, total, vote and decision, and takes it home', async () => {
    const line = center.listed('Overseas Hub');
    await line.getByText('建议认定').waitFor();
    const cells = await line.getByRole('cell').allInnerTexts();
    expect(cells.slice(0, 4)).toEqual(['1', '02', 'Overseas Hub', '80.00']);
    expect(cells[6]).toBe('5 / 0 / 0');
    expect(readFileSync(await center.export('csv', folder), 'utf8')).toContain('海智工作站');
    expect(path.basename(await center.export('xlsx', folder))).toBe('2026-T.xlsx');
  });

  it('reads all of it in English, in the dark and larger, with nothing cut', async () => {
    await app.display('English');
    await app.display('Dark');
    await app.display('Larger');
    for (const screen of ['center/2026-T', 'center']) {
      await app.go(`#/${screen}`);
      await app.page.getByRole('heading', { level: 2 }).first().waitFor();
      expect([screen, await app.barriers(), await app.overflows()]).toEqual([screen, [], false]);
    }
    await app.display('中文');
  });
});

describe('an empty folder', () => {
  it('begins with founding the center', async () => {
    const fresh = await openDoor({ home: at('home2'), center: at('fresh') });
    const page = fresh.screen;
    await page.go('#/center');
    await page.page.getByRole('heading', { name: '建立中心' }).waitFor();
    await page.page.getByLabel('中心名称').fill('新的中心');
    await page.page.getByLabel('口令', { exact: true }).fill(passphrase);
    await page.page.getByLabel('再输入一次').fill(passphrase);
    await page.page.getByRole('checkbox').check();
    expect(await page.barriers()).toEqual([]);
    await page.page.getByRole('button', { name: '建立中心' }).click();
    await page.page.getByRole('heading', { level: 1, name: '新的中心' }).waitFor();
    await page.page.getByText('还没有签发过材料包').waitFor();
    await page.page.getByText('名册还是空的').waitFor();
    expect(await page.barriers()).toEqual([]);
    expect(page.complaints).toEqual([]);
    await fresh.stop();
  });
});

it('and the browser had nothing to complain about', () => {
  expect(app.complaints).toEqual([]);
});
