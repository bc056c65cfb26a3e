import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../electron/services/pki/certificate.ts';
import type { BoundedInput, BoundedTaking } from '../hostile/bundles/bounded-taking.ts';
import { containerCases } from '../hostile/bundles/container-cases.ts';
import { contentCases } from '../hostile/bundles/content-cases.ts';
import { type Cast, castOf, forge } from '../hostile/bundles/forge.ts';
import type { HostileCase } from '../hostile/bundles/hostile-case.ts';
import { ageCases, signatureCases } from '../hostile/bundles/key-cases.ts';
import { honestBundle, makeReaderProfile } from '../hostile/bundles/reader-profile.ts';
import type { Seen } from '../hostile/bundles/take-at-desk.ts';
import { passphrase } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Each hostile bundle handed to an app of its own with little memory, which then opens an honest one. */

const cases = [...containerCases, ...contentCases, ...ageCases, ...signatureCases];
const folder = temporaryFolder('bounded');
const script = path.join(import.meta.dirname, '../hostile/bundles/bounded-taking.ts');
const at = (name: string) => path.join(folder, name);
/** What hangs is killed. */
const patienceMs = 120_000;
/** 256 MiB in MB of a million bytes. */
const mostMegabytes = 268;
/** What a refusal may cost of the processors, beside opening the honest bundle, which is small, in the same process. */
const mostRatio = 10;
let cast: Cast;

beforeAll(async () => {
  cast = await castOf();
  writeFileSync(at('honest.hzb'), await honestBundle(cast));
  await makeReaderProfile(at('sound'), cast, passphrase);
});

async function take({ change }: HostileCase): Promise<BoundedTaking> {
  rmSync(at('profile'), { recursive: true, force: true });
  cpSync(at('sound'), at('profile'), { recursive: true });
  const forgery = typeof change === 'function' ? await change(cast) : change;
  writeFileSync(at('case.hzb'), await forge(cast, forgery));
  const input: BoundedInput = {
    profile: at('profile'),
    passphrase,
    file: at('case.hzb'),
    honest: at('honest.hzb'),
    trust: fingerprint(cast.center.authority.certificate),
  };
  const child = spawnSync(
    process.execPath,
    ['--max-old-space-size=96', '--max-semi-space-size=4', script],
    {
      input: JSON.stringify(input),
      timeout: patienceMs,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  return JSON.parse(child.stdout.toString());
}

describe('a hostile bundle, handed to an app of 256 MB', () => {
  it.each(cases)('$name → $expected', async (each) => {
    const { seen, cost, after, costAfter } = await take(each);
    expect(seen.step).toBe(each.atDesk.step);
    expect(JSON.stringify(seen.failure ?? 'done')).toContain(each.atDesk.word);
    expect(after).toEqual({ step: 'done', failure: null } satisfies Seen);
    expect(cost.peak).toBeLessThan(mostMegabytes);
    expect(cost.cpu / costAfter.cpu).toBeLessThan(mostRatio);
  });
});
