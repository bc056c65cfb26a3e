import { createSign, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunDesktop, type Desktop, startWithReleaseKey } from '../support/desktop-app.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder('installer');
const installer = path.join(folder, 'haizhi-review-setup.exe');
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** `Help → Check a downloaded installer`, in a copy of the app that was released with a key. */
describe.skipIf(!canRunDesktop)('a downloaded installer', () => {
  let desktop: Desktop;

  beforeAll(async () => {
    writeFileSync(installer, 'the next version');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    desktop = await startWithReleaseKey(folder, pem);
  });
  afterAll(() => desktop?.quit());

  /** Chooses the entry of the menu, and the installer in the dialog; gives what is said of it. */
  async function check(): Promise<unknown> {
    const said = await desktop.app.evaluateHandle(({ dialog, Menu }, file) => {
      const messages: unknown[] = [];
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
      dialog.showMessageBox = async (...given: readonly unknown[]) => {
        messages.push(given.at(-1));
        return { response: 0, checkboxChecked: false };
      };
      const entries = (Menu.getApplicationMenu()?.items ?? []).flatMap(
        (each) => each.submenu?.items ?? [],
      );
      entries.find(({ label }) => label === '核验下载的安装包…')?.click();
      return messages;
    }, installer);
    await expect.poll(async () => (await said.jsonValue()).length).toBe(1);
    return (await said.jsonValue())[0];
  }

  it('is told by its signature: none, its own, and no longer its own', async () => {
    expect(await check()).toMatchObject({ type: 'warning', message: '旁边没有签名文件' });
    const signature = createSign('sha512').update('the next version').sign(privateKey);
    writeFileSync(`${installer}.sig`, signature);
    expect(await check()).toMatchObject({ type: 'info', message: '这个安装包是真的' });
    appendFileSync(installer, '!');
    const altered = { type: 'warning', message: '不要安装：签名与安装包不符' };
    expect(await check()).toMatchObject(altered);
  });
});
