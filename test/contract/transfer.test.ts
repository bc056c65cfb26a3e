import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { contentOf, openDesk, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  makeIdentity,
  packRound,
  passphrase,
  round,
  signInto,
  type TestRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';

/** A profile on its way to another laptop. */

const folder = temporaryFolder('transfer');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestRound;
let desk: TestDesk;
let backup: string;

beforeAll(async () => {
  panel = await packRound(folder);
  desk = await panel.open(0);
  await completeReview(desk, round);
  await signInto(desk, round, at('first.xlsx'));
  const form = { round, application: 'w1', document: 'form' };
  must(await desk.call('documents.open', form));
  backup = await backUp(desk, at('li.hzp'));
});

async function backUp(who: TestDesk, target: string): Promise<string> {
  const { token, name } = must(await who.call('profile.backup', { passphrase }));
  expect(name).toMatch(/^专家 \S+-\d{4}-\d\d-\d\d\.hzp$/);
  must(await who.files.deliver(token, target));
  return target;
}

async function restore(who: TestDesk, file: string, typed = passphrase) {
  return who.call('profile.restore', { file: await who.token(file), passphrase: typed });
}

function failureOf(answer: { ok: boolean; failure?: { kind: string } }): string | null {
  return answer.failure?.kind ?? null;
}

/** The profile's own files: not what tells of this machine, nor what is being written. */
function profileOf(below: string): object {
  return contentOf(below, /\.(?:lock|blocks)$|^home|^projection\.seed$|^\.haizhi/);
}

describe('a backup', () => {
  it('locks the identity, and is not kept here once it was fetched', async () => {
    expect(must(await desk.call('identity.read', {})).state).toBe('locked');
    const parts = () => readdirSync(desk.folder).filter((name) => name.startsWith('.haizhi'));
    expect(parts()).toHaveLength(1);
    must(await desk.call('identity.unlock', { passphrase }));
    must(await desk.call('identity.lock', {}));
    expect(parts()).toEqual([]);
  });

  it('is refused with another passphrase, and while a round is open elsewhere', async () => {
    const wrong = await desk.call('profile.backup', { passphrase: 'something wrong 9' });
    expect(failureOf(wrong)).toBe('wrong-passphrase');
    const other = openDesk(desk.folder);
    must(await other.call('identity.unlock', { passphrase }));
    must(await other.call('rounds.list', {}));
    expect(failureOf(await desk.call('profile.backup', { passphrase }))).toBe('journal-in-use');
    await other.close();
  });

  it('holds nothing in clear: no name, no workbook, no round', () => {
    const bytes = readFileSync(backup);
    for (const text of ['e1@round.example', '专家', 'xl/worksheets', round, 'rounds/']) {
      expect(bytes.includes(text)).toBe(false);
    }
  });
});

describe('a restored profile', () => {
  it('is the same, file by file, and goes on where it was left', async () => {
    const laptop = openDesk(at('laptop'));
    const restored = must(await restore(laptop, backup));
    expect(restored.state).toBe('locked');
    expect(profileOf(laptop.folder)).toEqual(profileOf(desk.folder));
    must(await laptop.call('identity.unlock', { passphrase }));
    const before = must(await openDesk(desk.folder).call('identity.read', {}));
    expect(restored.fingerprint).toBe(before.fingerprint);
    expect(must(await laptop.call('review.workbook', { round })).revision).toBe(1);
    const reopened = { kind: 'review.reopened', reason: '换了电脑' } as const;
    must(await laptop.call('review.record', { round, events: [reopened] }));
    const form = { round, application: 'w1', document: 'form' };
    must(await laptop.call('documents.open', form));
    await signInto(laptop, round, at('second.xlsx'));
    const { events } = must(await laptop.call('review.events', { round, after: 0 }));
    expect(events.at(-1)?.event).toMatchObject({ kind: 'review.signed', revision: 2 });
  });

  it('is never put over another one', async () => {
    const { desk: other } = await makeIdentity(at('other'), 'wu@round.example');
    const before = profileOf(other.folder);
    expect(failureOf(await restore(other, backup))).toBe('identity-exists');
    expect(profileOf(other.folder)).toEqual(before);
    const rounds = openDesk(at('rounds-there'));
    mkdirSync(at('rounds-there', 'rounds', 'x'), { recursive: true });
    expect(failureOf(await restore(rounds, backup))).toBe('backup-differs');
    expect(existsSync(at('rounds-there', 'rounds', 'x'))).toBe(true);
  });

  it('takes a wrong passphrase, another file and a cancelled work for what they are', async () => {
    const laptop = openDesk(at('refusals'));
    expect(failureOf(await restore(laptop, backup, 'something wrong 9'))).toBe('wrong-passphrase');
    expect(failureOf(await restore(laptop, at('round.hzb')))).toBe('not-a-backup');
    expect(failureOf(await restore(laptop, path.join(panel.source, 'round.json')))).toBe(
      'not-a-backup',
    );
    const work = 'restore-1';
    const running = laptop.call('profile.restore', {
      file: await laptop.token(backup),
      passphrase,
      work,
    });
    must(await laptop.call('work.cancel', { work }));
    expect(failureOf(await running)).toBe('cancelled');
    expect(readdirSync(laptop.folder).filter((name) => name !== 'home')).toEqual([]);
    must(await restore(laptop, backup));
  });

  it('is refused when any byte of the file was changed, and nothing is left of it', async () => {
    const sound = readFileSync(backup);
    const places = [
      40,
      200,
      4_000,
      9_000,
      sound.length >> 1,
      sound.length - 900,
      sound.length - 30,
    ];
    for (const place of places) {
      const damaged = Buffer.from(sound);
      damaged[place]! ^= 1;
      writeFileSync(at('damaged.hzp'), damaged);
      const laptop = openDesk(at(`damaged-${place}`));
      expect(failureOf(await restore(laptop, at('damaged.hzp')))).toMatch(
        /^(backup-altered|not-a-backup|wrong-passphrase)$/,
      );
      expect(must(await laptop.call('identity.read', {})).state).toBe('none');
      expect(existsSync(homeIn(laptop.folder).rounds)).toBe(false);
    }
    for (const length of [0, 100, sound.length >> 1, sound.length - 1]) {
      writeFileSync(at('cut.hzp'), sound.subarray(0, length));
      const laptop = openDesk(at(`cut-${length}`));
      expect(failureOf(await restore(laptop, at('cut.hzp')))).toBe('not-a-backup');
    }
  });

  it('that was broken off by a crash leaves nothing, wherever it stood', async () => {
    const whole = at('whole');
    must(await restore(openDesk(whole), backup));
    const moves = ['rounds', 'center.pem', 'profile.json', 'request.csr.pem'];
    for (let moved = 0; moved <= moves.length; moved += 1) {
      const target = at(`crash-${moved}`);
      mkdirSync(target);
      cpSync(whole, path.join(target, 'restoring'), { recursive: true });
      rmSync(path.join(target, 'restoring', 'home'), { recursive: true, force: true });
      for (const name of moves.slice(0, moved)) {
        renameSync(path.join(target, 'restoring', name), path.join(target, name));
      }
      const laptop = openDesk(target);
      expect(must(await laptop.call('identity.read', {})).state).toBe('none');
      expect(readdirSync(target).filter((name) => name !== 'home')).toEqual([]);
      must(await restore(laptop, backup));
    }
    const done = at('crash-done');
    cpSync(whole, done, { recursive: true });
    mkdirSync(path.join(done, 'restoring'));
    expect(must(await openDesk(done).call('identity.read', {})).state).toBe('locked');
    expect(existsSync(path.join(done, 'rounds'))).toBe(true);
    expect(existsSync(path.join(done, 'restoring'))).toBe(false);
  });
});

describe('a profile whose keys are lost', () => {
  const person = {
    name: '另一人',
    organisation: '某大学',
    email: 'other@round.example',
    fields: [],
    affiliations: [],
  };
  const create = (who: TestDesk) => who.call('identity.create', { profile: person, passphrase });

  /** The profile of a restored backup with newer work in it, and without its identity file. */
  async function lost(name: string, without: readonly string[]): Promise<TestDesk> {
    const before = openDesk(at(name));
    must(await restore(before, backup));
    must(await before.call('identity.unlock', { passphrase }));
    const reopened = { kind: 'review.reopened', reason: '备份之后' } as const;
    must(await before.call('review.record', { round, events: [reopened] }));
    await before.close();
    for (const each of without) rmSync(at(name, each));
    return openDesk(at(name));
  }

  it.each([
    [['identity.age']],
    [['identity.age', 'request.csr.pem', 'profile.json']],
    [['identity.age', 'request.csr.pem', 'center.pem']],
  ])('without %s is nobody’s to take, and a backup brings them back', async (without) => {
    const who = await lost(`lost-${without.length}-${without.at(-1)}`, without);
    const before = profileOf(who.folder);
    expect(failureOf(await who.call('identity.read', {}))).toBe('identity-lost');
    expect(failureOf(await who.call('identity.unlock', { passphrase }))).toBe('identity-lost');
    expect(failureOf(await who.call('rounds.list', {}))).toBe('identity-lost');
    expect(failureOf(await create(who))).toBe('identity-lost');
    expect(profileOf(who.folder)).toEqual(before);
    expect(must(await restore(who, backup)).state).toBe('locked');
    expect(profileOf(who.folder)).toMatchObject(before);
    must(await who.call('identity.unlock', { passphrase }));
    const { events } = must(await who.call('review.events', { round, after: 0 }));
    expect(events.at(-1)?.event).toMatchObject({ kind: 'review.reopened', reason: '备份之后' });
    expect(must(await who.call('log.verify', {}))).toMatchObject([{ failure: null }]);
  });

  it('gets back a round that is not there at all', async () => {
    const who = await lost('lost-round', ['identity.age']);
    rmSync(at('lost-round', 'rounds'), { recursive: true });
    must(await restore(who, backup));
    must(await who.call('identity.unlock', { passphrase }));
    expect(must(await who.call('review.workbook', { round })).revision).toBe(1);
  });

  it('damaged, come back too, and the damaged file is kept', async () => {
    const who = await lost('damaged-keys', []);
    const file = at('damaged-keys', 'identity.age');
    const damaged = readFileSync(file);
    damaged[0]! ^= 1;
    writeFileSync(file, damaged);
    expect(failureOf(await create(who))).toBe('identity-exists');
    expect(failureOf(await who.call('identity.unlock', { passphrase }))).toBe('identity-damaged');
    must(await restore(who, backup));
    expect(readFileSync(`${file}.damaged`).equals(damaged)).toBe(true);
    must(await who.call('identity.unlock', { passphrase }));
  });

  it('takes no other person’s', async () => {
    const { desk: other } = await makeIdentity(at('stranger'), 'wu@round.example');
    const theirs = await backUp(other, at('stranger.hzp'));
    const who = await lost('lost-and-strange', ['identity.age']);
    const before = profileOf(who.folder);
    expect(failureOf(await restore(who, theirs))).toBe('backup-differs');
    expect(profileOf(who.folder)).toEqual(before);
  });

  it('is repaired again after a repair that was broken off', async () => {
    const who = await lost('repair-crash', ['identity.age']);
    await who.close();
    cpSync(at('laptop'), at('repair-crash', 'repairing'), { recursive: true });
    rmSync(at('repair-crash', 'repairing', 'home'), { recursive: true, force: true });
    const again = openDesk(who.folder);
    expect(failureOf(await again.call('identity.read', {}))).toBe('identity-lost');
    expect(existsSync(at('repair-crash', 'repairing'))).toBe(false);
    must(await restore(again, backup));
    must(await again.call('identity.unlock', { passphrase }));
    expect(must(await again.call('rounds.list', {}))).toHaveLength(1);
  });
});

describe('a profile that is opened', () => {
  it('is rid of what killed processes have left, not of what running ones write', async () => {
    const target = at('tidy');
    must(await restore(openDesk(target), backup));
    const rounds = homeIn(target).round(round);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const name = (pid: number) => `.haizhi-${pid}-0123456789ab.part`;
    for (const below of [target, rounds.folder, rounds.workbooks]) {
      writeFileSync(path.join(below, name(dead)), 'x');
      writeFileSync(path.join(below, name(process.pid)), 'x');
    }
    must(await openDesk(target).call('identity.read', {}));
    for (const below of [target, rounds.folder, rounds.workbooks]) {
      expect(existsSync(path.join(below, name(dead)))).toBe(false);
      expect(existsSync(path.join(below, name(process.pid)))).toBe(true);
    }
  });
});

describeWith(['age', 'unzip', 'python3'], 'ordinary programs', (age, unzip, python) => {
  it('open a backup with the passphrase alone', () => {
    mkdirSync(at('by-hand'));
    execFileSync(unzip, ['-q', backup, '-d', at('by-hand')]);
    const files = readdirSync(at('by-hand')).toSorted();
    expect(files).toEqual(['identity.age', 'mimetype', 'profile.age', 'seal.json']);
    // age asks for a passphrase on a terminal only.
    const typist = path.join(import.meta.dirname, '../support/age-with-passphrase.py');
    const identity = at('by-hand', 'identity.age');
    execFileSync(python, [typist, at('key.txt'), passphrase, age, '-d', identity], {
      stdio: 'pipe',
    });
    const zip = execFileSync(age, ['-d', '-i', at('key.txt'), at('by-hand', 'profile.age')], {
      maxBuffer: 1 << 28,
    });
    writeFileSync(at('profile.zip'), zip);
    const listed = execFileSync(unzip, ['-Z1', at('profile.zip')])
      .toString()
      .split('\n');
    expect(listed).toContain('profile.json');
    expect(listed.some((name) => name.endsWith('/review.journal'))).toBe(true);
  });
});
