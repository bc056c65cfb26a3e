import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { packageFor } from '../support/packaging.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';

describeWith(['dpkg-deb'], 'the package for Debian, Kylin and UOS on arm64', (dpkgDeb) => {
  const folder = temporaryFolder('deb');
  const name = `haizhi-review-${packageJson.version}-linux-arm64.deb`;
  const installed = path.join(folder, 'installed');
  const file = (place: string) => readFileSync(path.join(installed, place), 'utf8');
  let made = '';

  beforeAll(async () => {
    const out = await packageFor('linux', folder, ['--target', 'deb', '--arch', 'arm64']);
    made = path.join(out, name);
    execFileSync(dpkgDeb, ['-x', made, installed]);
  });

  it('says what it is and for which machine', () => {
    const fields = execFileSync(dpkgDeb, ['-f', made], { encoding: 'utf8' });
    expect(fields).toContain('Package: haizhi-review\n');
    expect(fields).toContain(`Version: ${packageJson.version}\n`);
    expect(fields).toContain('Architecture: arm64\n');
    expect(fields).toMatch(/^Depends: .*libgtk-3-0/m);
  });

  it('opens bundles and backups, and is found under its Chinese name', () => {
    const entry = file('usr/share/applications/haizhi-review.desktop');
    expect(entry).toContain('Name[zh_CN]=海智评审\n');
    expect(entry).toContain('Exec="/opt/Haizhi Review/haizhi-review" %U\n');
    expect(entry).toContain(
      'MimeType=application/vnd.haizhi.bundle+zip;application/vnd.haizhi.profile+zip;\n',
    );
    const types = file('usr/share/mime/packages/haizhi-review.xml');
    expect(types).toMatch(/"application\/vnd\.haizhi\.bundle\+zip">\s*<glob pattern="\*\.hzb"/);
    expect(types).toMatch(/"application\/vnd\.haizhi\.profile\+zip">\s*<glob pattern="\*\.hzp"/);
  });

  it('brings the icon in every size of the desktop', () => {
    const theme = path.join(installed, 'usr/share/icons/hicolor');
    expect(readdirSync(theme).sort()).toEqual(
      [16, 24, 32, 48, 64, 128, 256, 512].map((size) => `${size}x${size}`).sort(),
    );
  });

  it('holds no program of another machine', () => {
    const archive = file('opt/Haizhi Review/resources/app.asar');
    expect(archive).not.toContain('\x7fELF');
  });
});
