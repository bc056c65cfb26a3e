import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, secret, setStage } from '../support/command-stage.ts';
import { contentOf } from '../support/desk.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** No byte left where the command line shall write: it says so, nothing is lost, and it goes on when there is room. */

const disk = mountSmallDisk(8 * 1024 * 1024);

describe.skipIf(disk === null)('on a full disk', () => {
  const full = (name: string) => path.join(disk?.folder ?? '', name);
  const run = (...args: string[]) => typed(args, { passphrase: secret });
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(temporaryFolder('full'));
    cpSync(stage.at('e1'), full('e1'), { recursive: true });
    cpSync(stage.at('e3'), full('e3'), { recursive: true });
    fill();
  }, 300_000);
  afterAll(() => disk?.remove());

  function fill(): void {
    const { bavail, bsize } = statfsSync(full(''));
    for (let size = bavail * bsize; size > 0; size -= bsize) {
      try {
        writeFileSync(full('filler'), Buffer.alloc(size));
        return;
      } catch {
        // The file's own pages take some: a little less, then.
      }
    }
  }

  async function expectFull(folder: string, ...args: string[]): Promise<void> {
    const before = contentOf(folder);
    const ran = await run(...args);
    expect(ran.err).toMatch(/磁盘已满.*没有写入。原有内容没有改变/);
    expect([ran.status, ran.out]).toEqual([1, '']);
    expect(contentOf(folder)).toEqual(before);
  }

  it('nothing is signed that could not be written out', async () => {
    const { at } = stage;
    const signing = ['expert', 'export', at('e4'), '--round', 'soft', '--late-reason', '生病'];
    await expectFull(at('e4'), ...signing, '--out', full('x.xlsx'));
    const packing = ['center', 'pack', at('center'), '--round', at('round-t')];
    await expectFull(at('center'), ...packing, '--out', full('x.hzb'));
  });

  it('neither answers nor a bundle change a profile there, and both go on when there is room', async () => {
    const { at } = stage;
    const answering = ['expert', 'apply', full('e1'), '--round', 'T', at('answers', 'all.json')];
    const opening = ['expert', 'open', full('e3'), at('t2.hzb'), '--trust'];
    const trusting = [...opening, stage.fingerprint];
    await expectFull(full('e1'), ...answering);
    await expectFull(full('e3'), ...trusting);
    rmSync(full('filler'));
    expect(await run(...answering)).toMatchObject({ status: 0, err: '' });
    expect(await run(...trusting)).toMatchObject({ status: 0, err: '' });
  });

  it('no identity is left half made', async () => {
    fill();
    const profile = ['--profile', stage.at('e1.profile.json'), '--out', stage.at('new.csr.pem')];
    const ran = await run('expert', 'init', full('new'), ...profile);
    expect([ran.status, ran.err]).toEqual([1, expect.stringMatching(/磁盘已满/)]);
    rmSync(full('filler'));
    expect(await run('expert', 'init', full('new'), ...profile)).toMatchObject({ status: 0 });
  });
});
