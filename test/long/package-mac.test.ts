import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageFor } from '../support/packaging.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** electron-builder makes no macOS application on Windows. */
describe.skipIf(process.platform === 'win32')('the application for macOS', () => {
  const folder = temporaryFolder('mac');
  const app = path.join(folder, 'made-for-mac/mac/Haizhi Review.app');
  const contents = path.join(app, 'Contents');
  /** Without its white space: `<key>a</key><string>b</string>`. */
  const properties = () =>
    readFileSync(path.join(contents, 'Info.plist'), 'utf8').replaceAll(/>\s+</g, '><');

  beforeAll(() => packageFor('mac', folder, ['--dir', '--arch', 'x64']));

  it('opens bundles and backups, each with an icon of its own', () => {
    for (const [extension, icon] of [
      ['hzb', 'bundle'],
      ['hzp', 'backup'],
    ]) {
      expect(properties()).toContain(
        `<key>CFBundleTypeExtensions</key><array><string>${extension}</string></array>` +
          `<key>CFBundleTypeIconFile</key><string>${icon}.icns</string>`,
      );
    }
    expect(readdirSync(path.join(contents, 'Resources'))).toEqual(
      expect.arrayContaining(['backup.icns', 'bundle.icns', 'icon.icns']),
    );
  });

  it('knows the hash of the archive that it may load', () => {
    const { headerString } = getRawHeader(path.join(contents, 'Resources/app.asar'));
    const hash = createHash('sha256').update(headerString).digest('hex');
    expect(properties()).toContain(
      `<key>ElectronAsarIntegrity</key><dict><key>Resources/app.asar</key><dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${hash}</string>`,
    );
  });

  it('has every fuse in its place', async () => {
    const wire = await getCurrentFuseWire(app);
    const on = Object.entries(wire).filter(([, state]) => state === FuseState.ENABLE);
    expect(on.map(([fuse]) => FuseV1Options[Number(fuse)])).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });

  it('has the languages of the app alone, and calls itself by its name', () => {
    const languages = readdirSync(path.join(contents, 'Resources')).filter((name) =>
      name.endsWith('.lproj'),
    );
    expect(languages.sort()).toEqual(['en.lproj', 'zh_CN.lproj']);
    expect(properties()).toContain('<key>CFBundleName</key><string>Haizhi Review</string>');
    expect(readdirSync(path.join(contents, 'MacOS'))).toEqual(['Haizhi Review']);
  });
});
