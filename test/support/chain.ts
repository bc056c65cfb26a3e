import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../build/project.ts';
import { haizhi, type Ran } from './command-line.ts';

/** The sample round through the command line, each step a process of its own, as the README tells it. */

const experts = ['e1', 'e2', 'e3', 'e4', 'e5'] as const;
export const people = [...experts, 'chair'] as const;
export const roundId = '2026-sample';
/** Occurs nowhere else, so that it can be looked for everywhere. */
export const passphrase = 'Krähe im Nebel 七里香';

/** A finished chain: its folder, and what each step said, by a name such as `e1 open`. */
export interface Chain {
  readonly folder: string;
  readonly steps: ReadonlyMap<string, Ran>;
  readonly fingerprint: string;
}

/** A file of the sample round. */
export function sample(...names: string[]): string {
  return inProject('assets/sample', ...names);
}

/**
 * Runs the chain from founding to the signed panel workbook in an empty folder; what can go side by side does. The
 * center as it is before any import is kept as `center-before`.
 */
export async function runChain(folder: string): Promise<Chain> {
  const steps = new Map<string, Ran>();
  const env = { HAIZHI_PASSPHRASE: passphrase };
  const step = async (name: string, args: readonly string[]): Promise<Ran> => {
    const ran = await haizhi(args, { cwd: folder, env });
    steps.set(name, ran);
    return ran;
  };
  const founding = step('center init', [
    'center',
    'init',
    'center',
    '--name',
    '交流中心',
    '--json',
  ]);
  await Promise.all([founding, enrolEverybody(folder, step)]);
  const fingerprint: string = JSON.parse((await founding).out).value.fingerprint;
  const requests = experts.map((who) => `${who}.csr.pem`);
  await step('enrol', ['center', 'enrol', 'center', ...requests, '--role', 'expert']);
  await step('enrol chair', ['center', 'enrol', 'center', 'chair.csr.pem', '--role', 'chair']);
  const round = sample('round');
  await step('pack', ['center', 'pack', 'center', '--round', round, '--out', 'round.hzb']);
  cpSync(path.join(folder, 'center'), path.join(folder, 'center-before'), { recursive: true });
  await Promise.all(people.map((who) => review(who, fingerprint, step)));
  const workbooks = people.map((who) => `${who}.xlsx`);
  const decisions = ['--decisions', sample('decisions.json'), '--out', 'panel.xlsx'];
  const panel = ['panel', 'consolidate', 'chair', '--round', roundId, ...workbooks, ...decisions];
  await step('consolidate', panel);
  return { folder, steps, fingerprint };
}

type Step = (name: string, args: readonly string[]) => Promise<Ran>;

/** One of them takes the passphrase from a file. */
async function enrolEverybody(folder: string, step: Step): Promise<void> {
  writeFileSync(path.join(folder, 'secret.txt'), `${passphrase}\r\nwhat follows does not count\n`);
  await Promise.all(
    people.map((who) => {
      const profile = ['--profile', sample('people', `${who}.profile.json`)];
      const request = ['--out', `${who}.csr.pem`];
      const secret = who === 'e1' ? ['--passphrase-file', 'secret.txt'] : [];
      return step(`${who} init`, ['expert', 'init', who, ...profile, ...request, ...secret]);
    }),
  );
}

async function review(who: string, fingerprint: string, step: Step): Promise<void> {
  const inRound = ['--round', roundId];
  const answers = sample('answers', `${who}.answers.json`);
  await step(`${who} open`, ['expert', 'open', who, 'round.hzb', '--trust', fingerprint]);
  await step(`${who} apply`, ['expert', 'apply', who, ...inRound, answers]);
  await step(`${who} export`, ['expert', 'export', who, ...inRound, '--out', `${who}.xlsx`]);
}
