import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windowsZip } from '../support/archive.ts';
import { canRunDesktop, type Desktop, startDesktop } from '../support/desktop-app.ts';
import { foundPanel, passphrase, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { CenterPage } from './pages/center-page.ts';

/** A round's folder becomes a bundle on screen; names in an applicant's ZIP that had to be guessed are shown first. */

const folder = temporaryFolder('pack-screen');
const at = (...names: string[]) => path.join(folder, ...names);

describe.skipIf(!canRunDesktop)('packing on screen', () => {
  let desktop: Desktop;

  beforeAll(async () => {
    const panel = await foundPanel(folder);
    await panel.close();
    const described = smallRound();
    described.applications.w1!.documents = [
      { id: 'form', file: '材料.zip/申请表.pdf', kind: 'application-form' },
      { id: 'rest', file: '材料.zip' },
    ];
    writeRound(at('round'), described);
    const names = { '申请表.pdf': Buffer.from('%PDF-1.4'), '证明/营业执照.pdf': Buffer.from('x') };
    writeFileSync(at('round', 'w1', '材料.zip'), windowsZip(names));
    desktop = await startDesktop(at('home'), '--center', at('center'));
    await desktop.app.evaluate(
      ({ dialog }, { source, target }) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [source] });
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: target });
      },
      { source: at('round'), target: at('saved.hzb') },
    );
  });
  afterAll(() => desktop?.quit());

  it('asks for a look at guessed names and at what is missing, then packs and saves', async () => {
    const { screen } = desktop;
    const { page } = screen;
    await screen.go('#/center');
    const center = new CenterPage(screen);
    await center.unlock(passphrase);
    await center.unlocked.waitFor();
    await page.getByRole('button', { name: '选择轮次文件夹' }).click();
    await center.failure.getByText('证明/营业执照.pdf').waitFor();
    await center.failure.getByText('support-letter').waitFor();
    expect(await screen.barriers()).toEqual([]);
    await center.failure.getByRole('button').click();
    await page.getByText('2026-T').first().waitFor();
    await page.getByRole('button', { name: '保存材料包' }).click();
    await expect.poll(() => existsSync(at('saved.hzb'))).toBe(true);
    expect(screen.complaints).toEqual([]);
  });
});
