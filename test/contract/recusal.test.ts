import {
  cpSync,
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiveFile } from '../../electron/received-file.ts';
import { heldSecret } from '../../electron/services/age/secret-key.ts';
import { openBundle } from '../../electron/services/bundle/open.ts';
import { openCenterKeys } from '../../electron/services/center/keys.ts';
import { compute } from '../../electron/services/compute/compute.ts';
import { homeIn } from '../../electron/services/home.ts';
import { type Identity, unlockVault } from '../../electron/services/identity/vault.ts';
import { verifyJournal } from '../../electron/services/journal/journal.ts';
import { openKeyring } from '../../electron/services/recusal/keyring.ts';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  emails,
  openAt,
  packInto,
  packRound,
  passphrase,
  round,
  signInto,
  smallRound,
  type TestRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A recusal that an expert declares after having worked on the application: the profile forgets it for good. */

const application = 'w1';
const canary = 'canary-w1';
const folder = temporaryFolder('recusal');
const at = (...names: string[]) => path.join(folder, ...names);
const recusal = {
  kind: 'conflict.declared',
  application,
  declaration: { state: 'recused', conflict: 'family', reason: '亲属' },
} as const;
let panel: TestRound;
let desk: TestDesk;
let newer: string;
let tokens: { document: string; extracted: string };
let before: { key: string; length: number; workbook: string };

beforeAll(async () => {
  panel = await packRound(folder);
  newer = await packInto(panel.center, panel.source, at('newer.hzb'));
  desk = await panel.open(0);
  await completeReview(desk, round);
  await workOn(desk);
  await signInto(desk, round, at('first.xlsx'));
  const workbook = must(await desk.call('review.workbook', { round })).sha256;
  must(await record({ kind: 'review.reopened', reason: '发现利益冲突' }));
  const { journal } = must(await desk.call('review.events', { round, after: 0 }));
  before = { key: await projectionKey(), length: journal.length, workbook };
  cpSync(desk.folder, at('copy-before'), { recursive: true });
  must(await record(recusal));
});

const home = (below = desk.folder) => homeIn(below).round(round);
const record = (...events: ExpertEvent[]) => desk.call('review.record', { round, events });

async function projectionKey(): Promise<string> {
  return must(await desk.call('projection.key', {})).key;
}

/** Reads, cites, comments and saves a copy, as an expert would. */
async function workOn(who: TestDesk): Promise<void> {
  const form = { round, application, document: 'form' };
  const { document } = must(await who.call('documents.open', form));
  const extracted = must(await who.call('documents.extract', form)).token;
  tokens = { document, extracted };
  const { documents } = must(await who.call('applications.read', { round, application }));
  const { sha256 } = documents[0]!;
  const citation = { id: 'c1', document: 'form', sha256, page: 1, quote: `${canary}-quote` };
  const about = { application, criterion: '7(1)' };
  const events: ExpertEvent[] = [
    { kind: 'citation.added', ...about, citation },
    { kind: 'criterion.commented', ...about, comment: `${canary}-comment` },
    { kind: 'note.written', application, note: `${canary}-note` },
    { kind: 'opinion.written', application, opinion: `${canary}-opinion` },
  ];
  must(await who.call('review.record', { round, events }));
}

async function unlockedIdentity(below = desk.folder): Promise<Identity> {
  return must(await unlockVault(homeIn(below).identity, passphrase));
}

/** Why the application's entry of a bundle in the library does not open with this person's own age key; `null` if it does. */
async function entryFlaw(file: string): Promise<string | null> {
  const { agePrivate } = await unlockedIdentity();
  const authority = panel.fingerprint;
  const opened = must(
    await openBundle({ path: file, identities: [agePrivate], authority, origin: 'unhashed' }),
  );
  const entry = await opened.application(application);
  const other = await opened.application('o1');
  await opened.close();
  expect(other.ok).toBe(true);
  return entry.ok ? null : entry.failure.kind;
}

async function openedByCenter(file: string): Promise<string> {
  const sealed = readFileSync(at('center', 'keys.age'));
  const { age } = must(await openCenterKeys(sealed, passphrase, compute));
  const decrypter = new Decrypter();
  decrypter.addIdentity(age);
  return Buffer.from(await decrypter.decrypt(readFileSync(file))).toString();
}

/** Files below a folder that hold a text, workbooks unpacked. */
function filesHolding(below: string, text: string): readonly string[] {
  return readdirSync(below, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(below, name);
    if (!statSync(file).isFile()) return false;
    const bytes = readFileSync(file);
    const parts = name.endsWith('.xlsx') ? Object.values(unzipSync(bytes)) : [bytes];
    return parts.some((part) => Buffer.from(part).includes(text));
  });
}

describe('an application that its expert is out of', () => {
  it('is served by no method, token or event any more', async () => {
    const { document, extracted } = tokens;
    const chunk = await desk.call('documents.chunk', { document, offset: 0, length: 9 });
    expect(chunk).toMatchObject({ ok: false, failure: { kind: 'unknown-file' } });
    expect(desk.files.nameOf(extracted)).toBe(null);
    const read = await desk.call('applications.read', { round, application });
    expect(read).toMatchObject({ ok: false, failure: { kind: 'recused' } });
    const answers = [
      await desk.call('review.events', { round, after: 0 }),
      await desk.call('rounds.read', { round }),
      await desk.call('rounds.list', {}),
    ];
    expect(JSON.stringify(answers)).not.toContain(canary);
  });

  it('leaves sealed entries in their places, and a chain that still holds', async () => {
    const { events, journal } = must(await desk.call('review.events', { round, after: 0 }));
    const kinds = events
      .filter(({ event }) => 'application' in event && event.application === application)
      .map(({ event }) => event.kind);
    expect(new Set(kinds)).toEqual(
      new Set(['conflict.declared', 'entry.sealed', 'entries.sealed']),
    );
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
    const { profileKey } = await unlockedIdentity();
    const id = `${round}/review`;
    const verified = must(await verifyJournal({ path: home().reviewJournal, key: profileKey, id }));
    expect(verified).toEqual({ ...journal, torn: 0 });
    expect(journal.length).toBe(before.length + 2);
  });

  it('has no key in this profile, with everything that its person knows', async () => {
    const { profileKey } = await unlockedIdentity();
    const keyring = must(
      await openKeyring(
        { file: home().reviewKeys, profileKey, round, keyed: new Set([application]) },
        [application],
      ),
    );
    expect(keyring.key(application)).toBe(null);
    expect(keyring.key('o1')).not.toBe(null);
    expect(await entryFlaw(home().bundle)).toBe('age');
    expect(await entryFlaw(panel.bundle)).toBe(null);
  });

  it('can be read by the center alone, as it was when it was sealed', async () => {
    const { events } = must(await desk.call('review.events', { round, after: 0 }));
    const sealed = JSON.parse(await openedByCenter(path.join(home().sealed, `${application}.age`)));
    const count = events.filter(({ event }) => event.kind === 'entry.sealed').length;
    expect(sealed).toMatchObject({ format: 'haizhi.sealed-entries', round, application });
    expect(sealed.entries).toHaveLength(count);
    for (const each of ['quote', 'comment', 'note', 'opinion']) {
      expect(JSON.stringify(sealed)).toContain(`${canary}-${each}`);
    }
    const { agePrivate } = await unlockedIdentity();
    const decrypter = new Decrypter();
    decrypter.addIdentity(await heldSecret(agePrivate));
    const file = readFileSync(path.join(home().sealed, `${application}.age`));
    await expect(decrypter.decrypt(file)).rejects.toThrow();
  });

  it('takes the workbooks that tell of it along', async () => {
    const place = path.join(home().workbooks, `${before.workbook}.xlsx`);
    expect(existsSync(place)).toBe(false);
    expect((await openedByCenter(`${place}.age`)).slice(0, 2)).toBe('PK');
  });

  it('is in no file of the profile in clear, its journal, logs and workbooks included', () => {
    expect(filesHolding(desk.folder, canary)).toEqual([]);
    expect(filesHolding(panel.source, canary)).not.toEqual([]);
    const workbook = path.join('workbooks', `${before.workbook}.xlsx`);
    expect(filesHolding(home(at('copy-before')).folder, canary)).toContain(workbook);
  });

  it('makes what the browser has stored unreadable', async () => {
    const key = await projectionKey();
    expect(key).not.toBe(before.key);
    expect(await projectionKey()).toBe(key);
  });

  it('does not tell of itself in the next workbook', async () => {
    const target = await signInto(desk, round, at('second.xlsx'));
    const [report] = must(
      await desk.call('workbooks.verify', { files: [await desk.token(target)] }),
    );
    expect(report).toMatchObject({ verdict: 'valid', revision: 2 });
    must(await record({ kind: 'review.reopened', reason: '继续' }));
  });

  it('does not come back with the original bundle, nor with a newer one', async () => {
    for (const file of [panel.bundle, newer]) {
      await openAt(desk, file, panel.fingerprint);
      expect(await entryFlaw(home().bundle)).toBe('age');
      const read = await desk.call('applications.read', { round, application });
      expect(read).toMatchObject({ ok: false, failure: { kind: 'recused' } });
      must(await desk.call('applications.read', { round, application: 'o1' }));
    }
  });

  it('stays forgotten when its own keys and bundle are put back', async () => {
    must(await desk.call('identity.lock', {}));
    const kept = home(at('copy-before'));
    cpSync(kept.reviewKeys, home().reviewKeys);
    cpSync(kept.bundle, home().bundle);
    expect(await entryFlaw(home().bundle)).toBe(null);
    must(await desk.call('identity.unlock', { passphrase }));
    must(await desk.call('rounds.list', {}));
    expect(await entryFlaw(home().bundle)).toBe('age');
    await openAt(desk, newer, panel.fingerprint);
    const { events } = must(await desk.call('review.events', { round, after: 0 }));
    expect(JSON.stringify(events)).not.toContain(canary);
    const kinds = events.map(({ event }) => event.kind);
    expect(kinds.filter((kind) => kind === 'entries.sealed')).toHaveLength(1);
  });

  it('leaves every other application as it was', async () => {
    const { events } = must(await desk.call('review.events', { round, after: 0 }));
    const others = events.filter(
      ({ event }) => event.kind === 'opinion.written' && event.application === 'o1',
    );
    expect(others).toHaveLength(1);
    const open = { round, application: 'o1', document: 'form' };
    expect(must(await desk.call('documents.open', open)).size).toBeGreaterThan(0);
  });
});

describe('an expert who is out at once', () => {
  it('has nothing sealed, and no way into the entry', async () => {
    const who = panel.people[2]!.desk;
    await openAt(who, panel.bundle, panel.fingerprint);
    const first = must(await who.call('projection.key', {})).key;
    must(await who.call('review.record', { round, events: [recusal] }));
    const { events } = must(await who.call('review.events', { round, after: 0 }));
    expect(events.map(({ event }) => event.kind)).toEqual(['bundle.accepted', 'conflict.declared']);
    expect(existsSync(home(who.folder).sealed)).toBe(false);
    expect(must(await who.call('projection.key', {})).key).toBe(first);
    expect(await entryFlaw(home(who.folder).bundle)).toBe('age');
  });
});

describe('a workbook that a crash kept out of the journal', () => {
  it('is sealed for the center as well', async () => {
    const who = panel.people[1]!.desk;
    await openAt(who, panel.bundle, panel.fingerprint);
    await completeReview(who, round);
    const opinion = { kind: 'opinion.written', application: 'o1', opinion: 'canary-o1' } as const;
    must(await who.call('review.record', { round, events: [opinion] }));
    const { folder: below, reviewJournal, workbooks } = home(who.folder);
    cpSync(below, at('before-signing'), { recursive: true });
    await signInto(who, round, at('unnamed.xlsx'));
    must(await who.call('identity.lock', {}));
    for (const file of [reviewJournal, `${reviewJournal}.head`]) {
      cpSync(path.join(at('before-signing'), path.basename(file)), file);
    }
    must(await who.call('identity.unlock', { passphrase }));
    expect(must(await who.call('rounds.list', {}))).toMatchObject([{ phase: 'open' }]);
    expect(filesHolding(workbooks, 'canary-o1')).toHaveLength(1);
    const out = { ...recusal, application: 'o1' };
    must(await who.call('review.record', { round, events: [out] }));
    expect(filesHolding(who.folder, 'canary-o1')).toEqual([]);
    const [sealed, ...others] = readdirSync(workbooks);
    expect([sealed?.slice(64), others]).toEqual(['.xlsx.age', []]);
  });
});

describe('a bundle that the page has sent over', () => {
  it('is there no more once it is taken in, and at the latest after a recusal', async () => {
    const filter = (name: string) => !name.endsWith('.lock');
    cpSync(at('copy-before'), at('uploading'), { recursive: true, filter });
    const who = openDesk(at('uploading'));
    must(await who.call('identity.unlock', { passphrase }));
    const uploads = at('uploads');
    const send = async () =>
      must(await receiveFile(who.files, uploads, 'round.hzb', createReadStream(panel.bundle)))
        .token;
    must(await who.call('bundles.open', { file: await send() }));
    expect(readdirSync(uploads)).toEqual([]);
    must(await who.call('bundles.inspect', { file: await send() }));
    expect(readdirSync(uploads)).toHaveLength(1);
    must(await who.call('review.record', { round, events: [recusal] }));
    expect(readdirSync(uploads)).toEqual([]);
  });
});

describe('two recusals that the disk refuses to carry out', () => {
  it('leave no document served all the same, and are carried out later', async () => {
    const filter = (name: string) => !name.endsWith('.lock');
    cpSync(at('copy-before'), at('refused'), { recursive: true, filter });
    const who = openDesk(at('refused'));
    must(await who.call('identity.unlock', { passphrase }));
    const open = async (id: string) => {
      const key = { round, application: id, document: 'form' };
      return must(await who.call('documents.open', key)).document;
    };
    const documents = [await open('w1'), await open('o1')];
    const form = { round, application: 'o1', document: 'form' };
    const extracted = must(await who.call('documents.extract', form)).token;
    writeFileSync(home(who.folder).sealed, 'a file where a folder has to be');
    const both = [recusal, { ...recusal, application: 'o1' }];
    const recorded = await who.call('review.record', { round, events: both });
    expect(recorded).toMatchObject({ ok: false, failure: { kind: 'not-writable' } });
    for (const document of documents) {
      const chunk = await who.call('documents.chunk', { document, offset: 0, length: 9 });
      expect(chunk).toMatchObject({ ok: false, failure: { kind: 'unknown-file' } });
    }
    expect(who.files.nameOf(extracted)).toBe(null);
    rmSync(home(who.folder).sealed);
    must(await who.call('identity.lock', {}));
    must(await who.call('identity.unlock', { passphrase }));
    must(await who.call('rounds.list', {}));
    expect(filesHolding(who.folder, canary)).toEqual([]);
    expect(readdirSync(home(who.folder).sealed)).toEqual(['o1.age', 'w1.age']);
  });
});

describe('a recusal by the center that comes with a newer bundle', () => {
  it('makes the profile forget as well, a signature or not', async () => {
    const who = panel.people[3]!.desk;
    await openAt(who, panel.bundle, panel.fingerprint);
    await completeReview(who, round);
    await workOn(who);
    await signInto(who, round, at('fourth.xlsx'));
    const described = smallRound();
    const recusals = [{ expert: emails[3], application, conflict: 'employment' }];
    const changed = { ...described.round, panel: { ...described.round.panel, recusals } };
    const source = writeRound(at('changed'), { ...described, round: changed });
    const third = await packInto(panel.center, source, at('third.hzb'));
    await openAt(who, third, panel.fingerprint);
    const { events } = must(await who.call('review.events', { round, after: 0 }));
    expect(JSON.stringify(events)).not.toContain(canary);
    expect(events.map(({ event }) => event.kind)).toContain('entries.sealed');
    const read = await who.call('applications.read', { round, application });
    expect(read).toMatchObject({ ok: false, failure: { kind: 'recused-by-center' } });
    const list = must(await who.call('rounds.list', {}));
    expect(list[0]).toMatchObject({ phase: 'signed', news: { reopen: true } });
  });
});

describe('a profile opened by other services', () => {
  it('finds what was forgotten forgotten', async () => {
    await desk.close();
    const again = openDesk(desk.folder);
    must(await again.call('identity.unlock', { passphrase }));
    const { events } = must(await again.call('review.events', { round, after: 0 }));
    expect(JSON.stringify(events)).not.toContain(canary);
  });
});
