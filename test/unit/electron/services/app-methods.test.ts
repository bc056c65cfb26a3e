import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { must } from '../../../../shared/result.ts';
import { openDesk } from '../../../support/desk.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const folder = temporaryFolder('app');
const chosen = path.join(folder, 'round.hzb');
const target = path.join(folder, 'saved.hzb');
writeFileSync(chosen, 'bundle');

describe('a door with the system’s dialogs', () => {
  it('picks files as tokens and saves where the person says', async () => {
    const dialogs = { pick: async () => [chosen], save: async () => target };
    const desk = openDesk(folder, { dialogs });
    expect(must(await desk.call('app.info', {})).dialogs).toBe(true);
    const [file] = must(await desk.call('files.pick', { purpose: 'bundle' }));
    expect(file).toEqual({ token: expect.any(String), name: 'round.hzb', size: 6 });
    expect(must(await desk.call('files.save', { file: file!.token }))).toEqual({
      name: 'saved.hzb',
    });
    expect(readFileSync(target, 'utf8')).toBe('bundle');
  });

  it('whose person closes the dialog, or chose a file that went away, says so', async () => {
    const closed = openDesk(folder, {
      dialogs: { pick: async () => null, save: async () => null },
    });
    const cancelled = { ok: false, failure: { kind: 'cancelled' } };
    expect(await closed.call('files.pick', { purpose: 'requests' })).toEqual(cancelled);
    expect(await closed.call('files.save', { file: await closed.token(chosen) })).toEqual(
      cancelled,
    );
    const gone = path.join(folder, 'gone');
    const late = openDesk(folder, {
      dialogs: { pick: async () => [gone], save: async () => null },
    });
    expect(await late.call('files.pick', { purpose: 'bundle' })).toMatchObject({
      ok: false,
      failure: { kind: 'not-readable', file: 'gone' },
    });
  });
});

describe('a door without dialogs', () => {
  it('picks and saves nothing by itself', async () => {
    const desk = openDesk(folder);
    const info = must(await desk.call('app.info', {}));
    expect([info.dialogs, info.center, info.door]).toEqual([false, false, 'cli']);
    const unknown = { ok: false, failure: { kind: 'unknown-file' } };
    expect(await desk.call('files.save', { file: 'A'.repeat(32) })).toEqual(unknown);
    expect(await desk.call('files.pick', { purpose: 'bundle' })).toMatchObject({ ok: false });
  });
});
