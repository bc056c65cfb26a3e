import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { boxedEntries } from '../../../../../electron/services/recusal/entry-coding.ts';
import {
  type Keyring,
  openKeyring,
  readStruck,
  refillKeyring,
} from '../../../../../electron/services/recusal/keyring.ts';
import type { ReviewEvent } from '../../../../../shared/domain/review.ts';
import type { JsonValue } from '../../../../../shared/json.ts';
import { must } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const folder = temporaryFolder('keyring');
const profileKey = new Uint8Array(randomBytes(32));
const round = '2026-A';
let count = 0;

function newFile(): string {
  count += 1;
  return path.join(folder, `${count}.keys`);
}

const placeOf = (file: string, keyed: readonly string[] = []) => ({
  file,
  profileKey,
  round,
  keyed: new Set(keyed),
});

async function keyringIn(file: string, applications: readonly string[] = ['a', 'b']) {
  return must(await openKeyring(placeOf(file), applications));
}

const opinion = (application: string): ReviewEvent => {
  return { kind: 'opinion.written', application, opinion: '同意' };
};

describe('a keyring', () => {
  it('gives every application a key of its own, the same every time', async () => {
    const file = newFile();
    const first = await keyringIn(file);
    expect(first.key('a')).toHaveLength(32);
    expect(first.key('a')).not.toEqual(first.key('b'));
    expect(first.key('c')).toBe(null);
    const later = await keyringIn(file, ['a', 'b', 'c']);
    expect(later.key('a')).toEqual(first.key('a'));
    expect(later.key('c')).toHaveLength(32);
  });

  it('has no key again after an application was struck, whoever opens it', async () => {
    const file = newFile();
    const keyring = await keyringIn(file);
    const key = keyring.key('a')!;
    must(await keyring.strike('a'));
    expect(keyring.key('a')).toBe(null);
    expect(key.every((byte) => byte === 0)).toBe(true);
    const again = await keyringIn(file);
    expect([again.key('a'), again.isStruck('a'), again.isStruck('b')]).toEqual([null, true, false]);
    expect(must(await readStruck(placeOf(file)))).toEqual(['a']);
    expect(must(await readStruck(placeOf(newFile())))).toEqual([]);
  });

  it('shows no key on the disk, and nothing to another profile or round', async () => {
    const file = newFile();
    const keyring = await keyringIn(file);
    expect(readFileSync(file).includes(keyring.key('a')!.toString('base64'))).toBe(false);
    for (const [key, id] of [
      [profileKey, '2026-B'],
      [new Uint8Array(32), round],
    ] as const) {
      const opened = await openKeyring({ ...placeOf(file), profileKey: key, round: id }, ['a']);
      expect(opened).toMatchObject({ ok: false, failure: { kind: 'review-keys-lost' } });
    }
  });

  it('that is damaged anywhere is refused and kept, never replaced by new keys', async () => {
    const file = newFile();
    await keyringIn(file);
    const sound = readFileSync(file);
    for (let place = 0; place < sound.length; place += 7) {
      const damaged = Buffer.from(sound);
      damaged[place]! ^= 1;
      writeFileSync(file, damaged);
      const opened = await openKeyring(placeOf(file), ['a', 'new']);
      expect(opened).toMatchObject({ ok: false, failure: { kind: 'review-keys-lost' } });
      expect(readFileSync(file)).toEqual(damaged);
    }
    writeFileSync(file, sound.subarray(0, 10));
    expect((await openKeyring(placeOf(file), [])).ok).toBe(false);
  });
});

describe('a keyring that is gone', () => {
  it('is not made anew where something was written with it', async () => {
    const file = newFile();
    const opened = await openKeyring(placeOf(file, ['a']), ['a']);
    expect(opened).toEqual({ ok: false, failure: { kind: 'review-keys-lost', file } });
    expect(existsSync(file)).toBe(false);
    expect((await readStruck(placeOf(file, ['a']))).ok).toBe(false);
  });

  it('nor is the key that an older file lacks', async () => {
    const file = newFile();
    await keyringIn(file, ['a']);
    const before = readFileSync(file);
    const opened = await openKeyring(placeOf(file, ['a', 'b']), ['a', 'b']);
    expect(opened).toEqual({ ok: false, failure: { kind: 'review-keys-lost', file } });
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('a keyring that gets keys back from a copy', () => {
  it('has them again, gone or damaged, and keeps the damaged file', async () => {
    const file = newFile();
    const { a, b } = keysOf(await keyringIn(file));
    const copy = readFileSync(file);
    rmSync(file);
    expect(must(await refillKeyring(placeOf(file, ['a', 'b']), copy))).toBe(true);
    expect(keysOf(await keyringIn(file))).toEqual({ a, b });
    const damaged = Buffer.from(copy).fill(0, 20, 30);
    writeFileSync(file, damaged);
    expect(must(await refillKeyring(placeOf(file, ['a', 'b']), copy))).toBe(true);
    expect(keysOf(await keyringIn(file))).toEqual({ a, b });
    expect(readFileSync(`${file}.damaged`)).toEqual(damaged);
  });

  it('has none again of what was struck since, and keeps what came since', async () => {
    const file = newFile();
    await keyringIn(file, ['a', 'b']);
    const copy = readFileSync(file);
    const later = await keyringIn(file, ['a', 'b', 'c']);
    const c = later.key('c');
    must(await later.strike('a'));
    expect(must(await refillKeyring(placeOf(file, ['a', 'b', 'c']), copy))).toBe(true);
    const again = await keyringIn(file, ['a', 'b', 'c']);
    expect([again.key('a'), again.isStruck('a'), again.key('c')]).toEqual([null, true, c]);
  });

  it('stays as it is where the copy does not have them, or is of somebody else', async () => {
    const file = newFile();
    await keyringIn(file, ['a']);
    const copy = readFileSync(file);
    rmSync(file);
    expect(must(await refillKeyring(placeOf(file, ['a', 'b']), copy))).toBe(false);
    expect(must(await refillKeyring({ ...placeOf(file, ['a']), round: 'x' }, copy))).toBe(false);
    expect(existsSync(file)).toBe(false);
  });
});

function keysOf(keyring: Keyring) {
  return { a: Buffer.from(keyring.key('a')!), b: Buffer.from(keyring.key('b')!) };
}

describe('an event in the journal', () => {
  it('is boxed when it speaks of the inside of an application, and reads as it was', async () => {
    const coding = boxedEntries(await keyringIn(newFile()), round);
    const encoded = coding.encode(opinion('a'));
    expect(encoded).toEqual({ application: 'a', box: expect.any(String) });
    expect(coding.decode(encoded as JsonValue)).toEqual(opinion('a'));
    expect(coding.encode(opinion('a'))).not.toEqual(encoded);
  });

  it('stands as it is when it speaks of the person', async () => {
    const coding = boxedEntries(await keyringIn(newFile()), round);
    const events: readonly ReviewEvent[] = [
      { kind: 'pledge.signed', version: '2026-11' },
      { kind: 'conflict.declared', application: 'a', declaration: { state: 'none' } },
      { kind: 'entries.sealed', application: 'a', entries: 1, sha256: 'ab' },
      { kind: 'review.reopened', reason: 'x' },
    ];
    for (const event of events) {
      expect(coding.encode(event)).toBe(event);
      expect(coding.decode(event as never)).toBe(event);
    }
  });

  it('cannot be read once its application is struck; others can', async () => {
    const keyring = await keyringIn(newFile());
    const coding = boxedEntries(keyring, round);
    const [a, b] = [coding.encode(opinion('a')), coding.encode(opinion('b'))] as JsonValue[];
    must(await keyring.strike('a'));
    expect(coding.decode(a!)).toEqual({ kind: 'entry.sealed', application: 'a' });
    expect(coding.decode(b!)).toEqual(opinion('b'));
    expect(() => coding.encode(opinion('a'))).toThrow('no key');
  });

  it('that was altered, moved to another application or cut is no event', async () => {
    const coding = boxedEntries(await keyringIn(newFile()), round);
    const { box } = coding.encode(opinion('a')) as { box: string };
    const altered = `${box.slice(0, -8)}${box.endsWith('AAAAAAA=') ? 'B' : 'A'}AAAAAA=`;
    for (const value of [
      { application: 'a', box: altered },
      { application: 'b', box },
      { application: 'a', box: box.slice(0, 20) },
      { application: 'x', box },
    ]) {
      expect(coding.decode(value)).toBe(null);
    }
  });
});
