import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { contentOf } from '../support/desk.ts';
import {
  backupJob,
  consolidatingJob,
  type Ground,
  importingJob,
  type Job,
  migratingJob,
  openingJob,
  type Place,
  packingJob,
  prepareGround,
  restoringJob,
  signingJob,
} from '../support/faulted-jobs.ts';
import { passphrase } from '../support/small-round.ts';
import { type Fault, faultsOf, haizhiUnder } from '../support/syscall-fault.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';
import { typed } from '../support/typed.ts';

/** What takes in, hands out, packs and restores, with calls to the disk failing and the process killed at them. */

const jobs: readonly (readonly [string, (ground: Ground) => Job | Promise<Job>])[] = [
  ['taking a bundle in', openingJob],
  ['handing a workbook out', signingJob],
  ['consolidating a panel', consolidatingJob],
  ['backing a profile up', backupJob],
  ['restoring a backup', restoringJob],
  ['packing a bundle', packingJob],
  ['importing workbooks at the center', importingJob],
  ['migrating a registry', migratingJob],
];

describeWith(['strace'], 'every call that changes the disk', (strace) => {
  const folder = temporaryFolder('struck');
  let ground: Ground;

  beforeAll(async () => {
    ground = await prepareGround();
  });

  it.each(jobs)('%s', async (name, jobOn) => {
    const job = await jobOn(ground);
    const faults = await faultsOf(strace, job.command(freshPlace(job)), job.most);
    let struck = 0;
    for (const fault of faults) {
      try {
        struck += (await strike(job, fault)) ? 1 : 0;
      } catch (error) {
        throw new Error(JSON.stringify(fault), { cause: error });
      }
    }
    console.log(`${name}: ${struck} calls failed or were the last of their process`);
    expect(struck).toBeGreaterThan(faults.length / 2);
  });

  /** @returns whether the fault was met; a thread may make one call more or less than last time. */
  async function strike(job: Job, fault: Fault): Promise<boolean> {
    const place = freshPlace(job);
    const before = job.sources.map(contentAt);
    const args = job.command(place);
    const { struck, status, err } = await haizhiUnder(strace, fault, args);
    if (!struck) expect(status, err).toBe(0);
    expect(job.sources.map(contentAt)).toEqual(before);
    const target = job.target(place);
    const visible = readdirSync(place.out).filter((each) => !each.startsWith('.'));
    expect(visible.filter((each) => path.join(place.out, each) !== target)).toEqual([]);
    await job.expectKept?.(place);
    if (status === 0 || (target !== null && existsSync(target))) await job.expectDone(place);
    const again = await typed(args, { passphrase });
    if (again.status !== 0) expect(again.err).toMatch(job.doneAlready ?? /^$/);
    await job.expectDone(place);
    const verified = await typed(['log', 'verify', place.subject], { passphrase });
    expect(verified.status, verified.err).toBe(0);
    return struck;
  }

  function freshPlace({ prepared }: Job): Place {
    rmSync(folder, { recursive: true, force: true });
    const place = { subject: path.join(folder, 'subject'), out: path.join(folder, 'out') };
    mkdirSync(place.out, { recursive: true });
    if (prepared !== null) cpSync(prepared, place.subject, { recursive: true });
    return place;
  }
});

function contentAt(source: string): unknown {
  if (statSync(source).isDirectory()) return contentOf(source);
  return createHash('sha256').update(readFileSync(source)).digest('hex');
}
