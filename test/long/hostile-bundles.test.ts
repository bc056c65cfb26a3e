import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../electron/services/pki/certificate.ts';
import type { BoundedTaking } from '../hostile/bundles/bounded-taking.ts';
import { containerCases } from '../hostile/bundles/container-cases.ts';
import { contentCases } from '../hostile/bundles/content-cases.ts';
import { type Cast, castOf, forge } from '../hostile/bundles/forge.ts';
import type { HostileCase } from '../hostile/bundles/hostile-case.ts';
import { ageCases, signatureCases } from '../hostile/bundles/key-cases.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Each hostile bundle alone in a process with little memory, and killed when it hangs. */

const cases = [...containerCases, ...contentCases, ...ageCases, ...signatureCases];
const folder = temporaryFolder('bounded');
const script = path.join(import.meta.dirname, '../hostile/bundles/bounded-taking.ts');
const at = (name: string) => path.join(folder, name);
/** Some thirty times what the slowest takes on an idle machine: what hangs is killed. */
const patienceMs = 60_000;
const mostMegabytes = 256;
let cast: Cast;

beforeAll(async () => {
  cast = await castOf();
  writeFileSync(at('honest.hzb'), await forge(cast));
});

async function take({ change }: HostileCase): Promise<BoundedTaking> {
  rmSync(at('library'), { recursive: true, force: true });
  mkdirSync(at('library'));
  const forgery = typeof change === 'function' ? await change(cast) : change;
  writeFileSync(at('case.hzb'), await forge(cast, forgery));
  const authority = fingerprint(cast.center.authority.certificate);
  const { identity } = cast.reader;
  const taking = { file: at('case.hzb'), staging: at('library'), authority, identity };
  const child = spawnSync(process.execPath, ['--max-old-space-size=96', script], {
    input: JSON.stringify({ taking, honest: at('honest.hzb') }),
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return JSON.parse(child.stdout.toString());
}

describe('a hostile bundle in a process of 256 MB', () => {
  it.each(cases)('$name → $expected', async (each) => {
    const { told, cost, after } = await take(each);
    expect(told).toBe(each.expected);
    expect(cost.peak).toBeLessThan(mostMegabytes);
    expect(after).toBe('done');
  });
});
