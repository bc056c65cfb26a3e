import { existsSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLaunchPage } from '../../../build/launch-page.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const address = 'http://haizhi.localhost:4711/#secret';

describe('the page that leads to the app', () => {
  it('holds the address, which its own address does not', () => {
    const page = writeLaunchPage(path.join(temporaryFolder(), '海智 1'), address);
    expect(page.address).toMatch(/^file:\/\/\//);
    expect(page.address).not.toContain('secret');
    expect(readFileSync(new URL(page.address), 'utf8')).toContain(`url=${address}"`);
    page.remove();
    expect(existsSync(new URL(page.address))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'is for this account alone, also in place of a link',
    () => {
      const folder = temporaryFolder();
      const other = path.join(folder, 'other');
      writeFileSync(other, 'kept', { mode: 0o644 });
      symlinkSync(other, path.join(folder, 'launch.html'));
      const file = new URL(writeLaunchPage(folder, address).address);
      expect(lstatSync(file).isFile()).toBe(true);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(other, 'utf8')).toBe('kept');
    },
  );
});
