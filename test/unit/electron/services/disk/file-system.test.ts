import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../../../electron/services/disk/file-system.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

describe('making a folder', () => {
  it('makes its parents too, for this account alone, and keeps one that is there', async () => {
    const root = temporaryFolder();
    const folder = path.join(root, 'a', 'b', 'c');
    await makeFolder(folder);
    writeFileSync(path.join(folder, 'kept'), '');
    await makeFolder(folder);
    await makeFolder(root);
    expect(statSync(path.join(folder, 'kept')).size).toBe(0);
    const onlyMine = process.platform === 'win32' ? 0o666 : 0o700;
    expect(statSync(path.join(root, 'a')).mode & 0o777).toBe(onlyMine);
  });

  it.each(['file', 'file/below'])('says that %s is no folder', async (name) => {
    const root = temporaryFolder();
    writeFileSync(path.join(root, 'file'), '');
    await expect(makeFolder(path.join(root, name))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(process.platform !== 'linux')(
    'ends where a file system has no folders to make',
    async () => {
      await expect(makeFolder('/proc/none/below')).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});
