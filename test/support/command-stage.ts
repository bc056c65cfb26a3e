import { X509Certificate } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BaseType } from '../../shared/domain/application.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import { makeCheap } from './cheap-identity.ts';
import type { Ran } from './command-line.ts';
import { prepared } from './prepared.ts';
import { emails, type RoundFolder, smallRound, writeRound } from './small-round.ts';
import { typed } from './typed.ts';

/** A small round in the middle of its life, made by the command line, on which everything that goes wrong is tried. */

export const secret = 'correct horse battery 2026';
const experts = ['e1', 'e2', 'e3', 'e4'] as const;

/** The folder of the stage, and how to run a command in it. */
export interface Stage {
  readonly folder: string;
  readonly at: (...names: string[]) => string;
  /** Of `center`, as its staff read it out. */
  readonly fingerprint: string;
  /** Runs a command that has to succeed. */
  readonly done: (...args: string[]) => Promise<Ran>;
}

/**
 * - `center` and `other-center`, with the same people enrolled; `twin` has e1's e-mail, and is enrolled nowhere.
 * - `t.hzb`, `t2.hzb` (its second bundle), `u.hzb`, `soft.hzb` and `hard.hzb` (deadline over), `foreign.hzb` (round T
 *   by the other center). The center recuses e2 from w1.
 * - e1 has opened T's second bundle and reviewed one application of two; e2 and the chair have signed (`e2.xlsx`,
 *   `chair.xlsx`), e2 also in U (`u.xlsx`), and has opened soft; e3 has opened nothing; e4 is ready to sign, too late, in soft and hard.
 */
export async function setStage(folder: string): Promise<Stage> {
  cpSync(await prepared('stage', prepareStage), folder, { recursive: true });
  return stageIn(folder);
}

/** Made once for all test files: what they do with it they do with a copy. */
async function prepareStage(folder: string): Promise<void> {
  await enrolEverybody(stageIn(folder));
  await packEverything(stageIn(folder));
  await reviewSome(stageIn(folder));
}

function stageIn(folder: string): Stage {
  const at = (...names: string[]) => path.join(folder, ...names);
  return {
    folder,
    at,
    get fingerprint() {
      return fingerprintOf(at('center'));
    },
    done: async (...args) => {
      const ran = await typed(args, { passphrase: secret });
      if (ran.status !== 0) throw new Error(`${args.join(' ')}: ${ran.out}${ran.err}`);
      return ran;
    },
  };
}

async function enrolEverybody({ at, done }: Pick<Stage, 'at' | 'done'>): Promise<void> {
  const people = [...experts, 'chair', 'twin'];
  await Promise.all([
    done('center', 'init', at('center'), '--name', '交流中心'),
    done('center', 'init', at('other-center'), '--name', '另一个中心'),
    ...people.map((who, place) => {
      const profile = {
        name: `专家 ${who}`,
        organisation: '测试大学',
        email: emails[place] ?? emails[0],
      };
      writeFileSync(at(`${who}.profile.json`), JSON.stringify(profile));
      const files = ['--profile', at(`${who}.profile.json`), '--out', at(`${who}.csr.pem`)];
      return done('expert', 'init', at(who), ...files);
    }),
  ]);
  for (const center of ['center', 'other-center']) await makeCheap(at(center, 'keys.age'), secret);
  for (const who of people) await makeCheap(at(who, 'identity.age'), secret);
  for (const center of ['center', 'other-center']) {
    const requests = experts.map((who) => at(`${who}.csr.pem`));
    await done('center', 'enrol', at(center), ...requests, '--role', 'expert');
    await done('center', 'enrol', at(center), at('chair.csr.pem'), '--role', 'chair');
  }
}

async function packEverything(stage: Stage): Promise<void> {
  const past = '2026-01-01T00:00:00+08:00';
  await pack(stage, 'center', 't', roundCalled('T'));
  await pack(stage, 'center', 't2', roundCalled('T'));
  await pack(stage, 'center', 'u', roundCalled('U'));
  await pack(stage, 'center', 'soft', roundCalled('soft', { at: past, hard: false }));
  await pack(stage, 'center', 'hard', roundCalled('hard', { at: past, hard: true }));
  await pack(stage, 'other-center', 'foreign', roundCalled('T'));
}

function roundCalled(id: string, deadline?: object): RoundFolder {
  const folder = smallRound();
  folder.round.id = id;
  if (deadline !== undefined) folder.round.deadline = deadline;
  return folder;
}

async function pack({ at, done }: Stage, center: string, name: string, round: RoundFolder) {
  writeRound(at(`round-${name}`), round);
  const files = ['--round', at(`round-${name}`), '--out', at(`${name}.hzb`)];
  await done('center', 'pack', at(center), ...files);
}

async function reviewSome(stage: Stage): Promise<void> {
  const { at, done } = stage;
  mkdirSync(at('answers'));
  answersInto(at('answers', 'half.json'), { w1: 'work' });
  answersInto(at('answers', 'o1.json'), { o1: 'overseas' });
  answersInto(at('answers', 'all.json'), { w1: 'work', o1: 'overseas' });
  await Promise.all([
    open(stage, 'e1', 't2', 'T', 'half'),
    open(stage, 'e2', 't2', 'T', 'o1')
      .then(() => open(stage, 'e2', 'u', 'U', 'o1'))
      .then(() => open(stage, 'e2', 'soft', 'soft', 'o1')),
    open(stage, 'e4', 'soft', 'soft', 'all').then(() => open(stage, 'e4', 'hard', 'hard', 'all')),
    open(stage, 'chair', 't2', 'T', 'all'),
  ]);
  await Promise.all([
    done('expert', 'export', at('e2'), '--round', 'T', '--out', at('e2.xlsx')).then(() =>
      done('expert', 'export', at('e2'), '--round', 'U', '--out', at('u.xlsx')),
    ),
    done('expert', 'export', at('chair'), '--round', 'T', '--out', at('chair.xlsx')),
  ]);
}

async function open(
  { at, done, fingerprint }: Stage,
  who: string,
  bundle: string,
  id: string,
  answers: string,
) {
  const trust = ['--trust', fingerprint];
  await done('expert', 'open', at(who), at(`${bundle}.hzb`), ...trust);
  await done('expert', 'apply', at(who), '--round', id, at('answers', `${answers}.json`));
}

/** What the center's staff read out over the telephone. */
export function fingerprintOf(center: string): string {
  const authority = readFileSync(path.join(center, 'authority.pem'));
  return new X509Certificate(authority).fingerprint256;
}

/** Everything that makes the review of these applications complete. */
function answersInto(file: string, applications: Readonly<Record<string, BaseType>>): void {
  const answers = Object.entries(applications).map(([id, baseType]) => [id, complete(baseType)]);
  writeFileSync(file, JSON.stringify({ pledge: true, applications: Object.fromEntries(answers) }));
}

function complete(baseType: BaseType) {
  const criteria = criteriaOf(baseType);
  return {
    declaration: { state: 'none' },
    checks: Object.fromEntries(
      criteria.flatMap(({ checks }) => checks.map(({ id }) => [id, 'met'])),
    ),
    criteria: Object.fromEntries(criteria.map(({ id }) => [id, { verdict: 'met', score: 80 }])),
    recommendation: 'approve',
    opinion: '材料齐全，同意。',
  };
}
