import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { makeCheap } from '../support/cheap-identity.ts';
import {
  completeReview,
  foundPanel,
  openAt,
  packInto,
  passphrase,
  smallRound,
  type TestPanel,
  writeRound,
} from '../support/small-round.ts';
import { changingCalls, type Fault, haizhiUnder, type Struck } from '../support/syscall-fault.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';
import { typed } from '../support/typed.ts';

/** Taking a bundle in and handing a workbook out, with every call to the disk failing once, and the process killed at each. */

const round = '2026-T';
const effects = ['error=EIO', 'error=ENOSPC', 'signal=KILL'] as const;
const faults = changingCalls.flatMap((call) => effects.map((effect) => [call, effect] as const));

describeWith(['strace'], 'every call that changes the disk', (strace) => {
  const folder = temporaryFolder('syscalls');
  const at = (...names: string[]) => path.join(folder, ...names);
  const bundle = at('round.hzb');
  let panel: TestPanel;
  let bundleHash: string;
  let struckInAll = 0;

  beforeAll(async () => {
    panel = await foundPanel(folder);
    await packInto(panel.center, writeRound(at('folder'), smallRound()), bundle);
    bundleHash = hashOf(bundle);
    const { desk } = panel.people[0]!;
    must(await desk.call('identity.lock', {}));
    await makeCheap(homeIn(desk.folder).identity, passphrase);
    cpSync(desk.folder, at('fresh'), { recursive: true });
    must(await desk.call('identity.unlock', { passphrase }));
    await openAt(desk, bundle, panel.fingerprint);
    await completeReview(desk, round);
    must(await desk.call('identity.lock', {}));
    cpSync(desk.folder, at('complete'), { recursive: true });
  });

  const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

  /** Strikes the 1st, 2nd, … call until the command is through untouched; `afterwards` looks at what each one left. */
  async function strikeAll(
    [call, effect]: readonly [Fault['call'], Fault['effect']],
    prepared: string,
    command: (profile: string, out: string) => readonly string[],
    afterwards: (struck: Struck, profile: string, out: string) => Promise<void>,
  ): Promise<void> {
    for (let nth = 1; ; nth++) {
      const profile = at('struck', 'profile');
      const out = at('struck', 'out');
      rmSync(at('struck'), { recursive: true, force: true });
      mkdirSync(out, { recursive: true });
      cpSync(prepared, profile, { recursive: true });
      const struck = await haizhiUnder(strace, { call, nth, effect }, command(profile, out));
      if (!struck.struck) {
        expect(struck.status, struck.err).toBe(0);
        return;
      }
      struckInAll += 1;
      await afterwards(struck, profile, out);
    }
  }

  it.each(faults)('taking a bundle in: %s, %s', async (...fault) => {
    const open = (profile: string) => [
      ...['expert', 'open', profile, bundle],
      ...['--trust', panel.fingerprint],
    ];
    await strikeAll(fault, at('fresh'), open, async (_, profile) => {
      expect(hashOf(bundle)).toBe(bundleHash);
      const library = homeIn(profile).round(round).bundle;
      if (existsSync(library)) expect(readFileSync(library)).toHaveLength(size(bundle));
      expect(await typed(open(profile), { passphrase })).toMatchObject({ status: 0 });
      expect(readFileSync(library)).toHaveLength(size(bundle));
      expect(await typed(['log', 'verify', profile], { passphrase })).toMatchObject({ status: 0 });
    });
  });

  it.each(faults)('handing a workbook out: %s, %s', async (...fault) => {
    const exporting = (profile: string, out: string) => [
      ...['expert', 'export', profile, '--round', round],
      ...['--out', path.join(out, 'result.xlsx')],
    ];
    await strikeAll(fault, at('complete'), exporting, async (struck, profile, out) => {
      const result = path.join(out, 'result.xlsx');
      if (existsSync(result)) await expectValid(result);
      else expect(struck.status).not.toBe(0);
      const visible = readdirSync(out).filter((name) => !name.startsWith('.'));
      expect(visible.filter((name) => name !== 'result.xlsx')).toEqual([]);
      expect(hashOf(homeIn(profile).round(round).bundle)).toBe(
        hashOf(homeIn(at('complete')).round(round).bundle),
      );
      const again = await typed(exporting(profile, out), { passphrase });
      expect(again.status, again.err).toBe(0);
      await expectValid(result);
      expect(await typed(['log', 'verify', profile], { passphrase })).toMatchObject({ status: 0 });
    });
  });

  it('was struck', () => {
    console.log(`${struckInAll} calls failed or were the last of their process`);
    expect(struckInAll).toBeGreaterThan(100);
  });

  const size = (file: string) => readFileSync(file).length;

  async function expectValid(workbook: string): Promise<void> {
    const trust = homeIn(at('complete')).center;
    expect(await typed(['verify', workbook, '--trust', trust])).toMatchObject({ status: 0 });
  }
});
