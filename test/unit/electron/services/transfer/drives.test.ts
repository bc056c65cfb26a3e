import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drivePlaces, pluggedDrives } from '../../../../../electron/services/transfer/drives.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

describe('drives that are plugged in', () => {
  it('are the folders below their place, not what only leads elsewhere', async () => {
    const parent = temporaryFolder('drives');
    const at = (name: string) => path.join(parent, name);
    for (const name of ['U 盘', 'BACKUP', '.Trashes']) mkdirSync(at(name));
    symlinkSync('/', at('Macintosh HD'));
    writeFileSync(at('note.txt'), '');
    const places = { parents: [parent, at('nowhere')], letters: [at('BACKUP'), at('Z')] };
    expect(await pluggedDrives({ ...places, letters: [] })).toEqual([at('BACKUP'), at('U 盘')]);
    expect(await pluggedDrives({ ...places, parents: [] })).toEqual([at('BACKUP')]);
  });

  it('are looked for where the system shows them', () => {
    expect(drivePlaces('linux', 'wang').parents).toEqual(['/media/wang', '/run/media/wang']);
    expect(drivePlaces('darwin', 'wang').parents).toEqual(['/Volumes']);
    expect(drivePlaces('win32', 'wang').letters).toContain('E:\\');
    expect(drivePlaces('win32', 'wang').letters).not.toContain('C:\\');
  });
});
