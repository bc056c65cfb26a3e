import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { writeFirstRegistry } from './first-registry.ts';
import { importAt } from './small-meeting.ts';
import {
  completeReview,
  packRound,
  passphrase,
  round,
  signInto,
  type TestRound,
} from './small-round.ts';
import { temporaryFolder } from './temporary.ts';
import { typed } from './typed.ts';

/** The folder that a command works on, and the one into which it hands something out. */
export interface Place {
  readonly subject: string;
  readonly out: string;
}

/** A command of a round that is broken off anywhere, and what has to hold then. */
export interface Job {
  /** What `subject` is before; `null`: nothing. */
  readonly prepared: string | null;
  readonly command: (place: Place) => readonly string[];
  /** Files and folders that it reads and leaves as they are. */
  readonly sources: readonly string[];
  /** The file that is whole or not there: what it hands out, or what it takes in. */
  readonly target: (place: Place) => string | null;
  /** Fails unless what the command was asked for is there, whole. */
  readonly expectDone: (place: Place) => Promise<unknown>;
  /** Fails unless what was there before is there still. */
  readonly expectKept?: (place: Place) => Promise<unknown>;
  /** What the next try says where the first one had done everything but say so. */
  readonly doneAlready?: RegExp;
  /** Places at which a call of one thread is struck, at most. */
  readonly most: number;
}

/** A round in which everybody has signed. */
export interface Ground {
  readonly at: (...names: string[]) => string;
  readonly bundle: string;
  readonly fingerprint: string;
  /** Of everybody, e1's first. */
  readonly workbooks: readonly string[];
}

/**
 * Below its folder: `fresh`, e1 before the bundle came; `complete`, ready to sign; `e1` and `chair`, who have signed;
 * `center`, where e1's workbook is imported; `round`, the round as staff wrote it.
 */
export async function prepareGround(): Promise<Ground> {
  const folder = temporaryFolder('syscalls');
  const at = (...names: string[]) => path.join(folder, ...names);
  const panel = await packRound(folder);
  const workbooks: string[] = [];
  for (const place of panel.people.keys()) workbooks.push(await reviewAndSign(panel, place, at));
  await importAt(panel.center, workbooks.slice(0, 1));
  await panel.center.close();
  return { at, bundle: panel.bundle, fingerprint: panel.fingerprint, workbooks };
}

async function reviewAndSign(panel: TestRound, place: number, at: Ground['at']): Promise<string> {
  const { desk, email } = panel.people[place]!;
  const [name = ''] = email.split('@');
  const keep = async (state: string) => {
    must(await desk.call('identity.lock', {}));
    cpSync(desk.folder, at(state), { recursive: true });
    must(await desk.call('identity.unlock', { passphrase }));
  };
  if (name === 'e1') await keep('fresh');
  await panel.open(place);
  await completeReview(desk, round);
  if (name === 'e1') await keep('complete');
  const workbook = await signInto(desk, round, at(`${name}.xlsx`));
  await keep(name);
  await desk.close();
  return workbook;
}

async function succeeds(...args: readonly string[]): Promise<string> {
  const ran = await typed(args, { passphrase });
  if (ran.status !== 0) throw new Error(`${args.join(' ')}: ${ran.out}${ran.err}`);
  return ran.out;
}

const opening = ({ fingerprint }: Ground, profile: string, file: string) =>
  ['expert', 'open', profile, file, '--trust', fingerprint] as const;
const libraryOf = (profile: string) => homeIn(profile).round(round).bundle;
const isValid = ({ at }: Ground, file: string) =>
  succeeds('verify', file, '--trust', at('e1', 'center.pem'));

function expectInLibrary({ bundle }: Ground, profile: string): void {
  if (!readFileSync(libraryOf(profile)).equals(readFileSync(bundle))) {
    throw new Error('the library holds another bundle');
  }
}

export function openingJob(ground: Ground): Job {
  const { at, bundle } = ground;
  return {
    prepared: at('fresh'),
    command: ({ subject }) => opening(ground, subject, bundle),
    sources: [bundle],
    target: ({ subject }) => libraryOf(subject),
    expectDone: async ({ subject }) => expectInLibrary(ground, subject),
    most: 40,
  };
}

export function signingJob(ground: Ground): Job {
  const target = ({ out }: Place) => path.join(out, 'result.xlsx');
  return {
    prepared: ground.at('complete'),
    command: (place) => [
      ...['expert', 'export', place.subject, '--round', round],
      ...['--out', target(place)],
    ],
    sources: [],
    target,
    expectDone: async (place) => {
      await isValid(ground, target(place));
      expectInLibrary(ground, place.subject);
    },
    most: 40,
  };
}

export function consolidatingJob(ground: Ground): Job {
  const { at, workbooks } = ground;
  const target = ({ out }: Place) => path.join(out, 'panel.xlsx');
  const decided = (yes: number) => ({
    vote: { yes, no: 0, abstained: 0 },
    decision: 'approve',
    grounds: '一致同意',
  });
  const decisions = {
    flags: { '*': { disposition: 'kept', reason: '已讨论' } },
    applications: { w1: decided(4), o1: decided(5) },
  };
  writeFileSync(at('decisions.json'), JSON.stringify(decisions));
  return {
    prepared: at('chair'),
    command: (place) => [
      ...['panel', 'consolidate', place.subject, '--round', round, ...workbooks],
      ...['--decisions', at('decisions.json'), '--out', target(place)],
    ],
    sources: [...workbooks, at('decisions.json')],
    target,
    expectDone: (place) => isValid(ground, target(place)),
    most: 4,
  };
}

export function backupJob(ground: Ground): Job {
  const target = ({ out }: Place) => path.join(out, 'e1.hzp');
  return {
    prepared: ground.at('e1'),
    command: (place) => ['expert', 'backup', place.subject, '--out', target(place)],
    sources: [],
    target,
    expectDone: async (place) => {
      const profile = path.join(temporaryFolder('restored'), 'profile');
      await succeeds('expert', 'restore', profile, target(place));
      expectInLibrary(ground, profile);
    },
    most: 4,
  };
}

export async function restoringJob(ground: Ground): Promise<Job> {
  const { at, workbooks } = ground;
  const backup = at('e1.hzp');
  await succeeds('expert', 'backup', at('e1'), '--out', backup);
  return {
    prepared: null,
    command: ({ subject }) => ['expert', 'restore', subject, backup],
    sources: [backup],
    target: () => null,
    expectDone: async ({ subject }) => {
      expectInLibrary(ground, subject);
      await succeeds('log', 'verify', subject, workbooks[0]!);
    },
    doneAlready: /已经有一个身份/,
    most: 4,
  };
}

export function packingJob(ground: Ground): Job {
  const { at } = ground;
  const target = ({ out }: Place) => path.join(out, 'next.hzb');
  return {
    prepared: at('center'),
    command: (place) => [
      ...['center', 'pack', place.subject, '--round', at('round')],
      ...['--out', target(place)],
    ],
    sources: [at('round')],
    target,
    expectDone: async (place) => {
      const profile = path.join(temporaryFolder('opened'), 'profile');
      cpSync(at('fresh'), profile, { recursive: true });
      await succeeds(...opening(ground, profile, target(place)));
    },
    most: 3,
  };
}

export async function importingJob({ at, workbooks }: Ground): Promise<Job> {
  const dump = (center: string) => succeeds('center', 'dump', center);
  cpSync(at('center'), at('reference'), { recursive: true });
  await succeeds('center', 'import', at('reference'), ...workbooks);
  const imported = await dump(at('reference'));
  const hashes = (dumped: string): readonly string[] =>
    JSON.parse(dumped).workbooks.map((each: { readonly sha256: string }) => each.sha256);
  const before = hashes(await dump(at('center')));
  return {
    prepared: at('center'),
    command: ({ subject }) => ['center', 'import', subject, ...workbooks],
    sources: workbooks,
    target: () => null,
    expectDone: async ({ subject }) => {
      if ((await dump(subject)) !== imported) throw new Error('not everything was imported');
    },
    expectKept: async ({ subject }) => {
      const kept = new Set(hashes(await dump(subject)));
      if (!before.every((each) => kept.has(each))) throw new Error('an earlier one is gone');
    },
    most: 4,
  };
}

export async function migratingJob({ at }: Ground): Promise<Job> {
  const target = ({ out }: Place) => path.join(out, 'dump.json');
  cpSync(at('center'), at('old-center'), { recursive: true });
  rmSync(at('old-center', 'registry'), { recursive: true });
  await writeFirstRegistry(at('old-center', 'registry'));
  cpSync(at('old-center'), at('migrated'), { recursive: true });
  const migrated = JSON.parse(await succeeds('center', 'dump', at('migrated')));
  return {
    prepared: at('old-center'),
    command: (place) => ['center', 'dump', place.subject, '--out', target(place)],
    sources: [],
    target,
    expectDone: async (place) => {
      const dumped = JSON.parse(readFileSync(target(place), 'utf8'));
      if (!isDeepStrictEqual(dumped, migrated)) throw new Error('not what the old one held');
    },
    most: 3,
  };
}
