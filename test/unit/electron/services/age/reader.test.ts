import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Encrypter } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Aead, backendNames, loadBackend } from '../../../../../electron/services/age/aead.ts';
import { chunkLength, sealedLength } from '../../../../../electron/services/age/chunk.ts';
import { openAge } from '../../../../../electron/services/age/reader.ts';
import {
  type AgeIdentity,
  createAgeIdentity,
  isRecipient,
} from '../../../../../electron/services/age/recipient.ts';
import { encryptAge } from '../../../../../electron/services/age/stream.ts';
import {
  bytesAccess,
  type RandomAccess,
} from '../../../../../electron/services/disk/random-access.ts';
import { must } from '../../../../../shared/result.ts';
import { collect, inPieces, noise } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

vi.setConfig({ testTimeout: 120_000 });

let people: readonly AgeIdentity[];
const recipients = () => people.map((each) => each.recipient);

beforeAll(async () => {
  people = await Promise.all(Array.from({ length: 3 }, createAgeIdentity));
});

const encrypt = (plain: Uint8Array, aead?: Aead) =>
  collect(encryptAge(inPieces(plain, [100_000, 1, 7_777]), recipients(), aead));
const keysOf = (person: number) => ({ identities: [people[person]?.identity ?? ''] });

async function failureOf(file: Uint8Array, identities?: readonly string[]): Promise<string> {
  const opened = await openAge(bytesAccess(file), identities ? { identities } : keysOf(0));
  if (opened.ok) return 'ok';
  return opened.failure.kind === 'age' ? opened.failure.flaw : opened.failure.kind;
}

describe('an encrypted stream', () => {
  it('opens for each of its recipients, at any size around the chunk borders', async () => {
    for (const size of [0, 1, chunkLength - 1, chunkLength, chunkLength + 1, 3 * chunkLength]) {
      const plain = noise(size);
      const file = await encrypt(plain);
      for (const person of [0, 1, 2]) {
        const opened = must(await openAge(bytesAccess(file), keysOf(person)));
        expect(opened.size).toBe(size);
        expect(Buffer.from(must(await opened.read(0, size))).equals(plain)).toBe(true);
      }
    }
  });

  it('gives any range, whichever implementation sealed and whichever opens', async () => {
    const plain = noise(5 * chunkLength + 123);
    for (const sealing of backendNames) {
      const file = await encrypt(plain, (await loadBackend(sealing)) ?? undefined);
      const opening = backendNames[(backendNames.indexOf(sealing) + 1) % 4] ?? 'node';
      const aead = (await loadBackend(opening)) ?? undefined;
      const opened = must(await openAge(bytesAccess(file), keysOf(1), aead));
      const place = fc.nat({ max: plain.length });
      await fc.assert(
        fc.asyncProperty(place, place, async (one, other) => {
          const [from, to] = one < other ? [one, other] : [other, one];
          const read = must(await opened.read(from, to - from));
          expect(plain.subarray(from, to).equals(read)).toBe(true);
        }),
        { numRuns: 25 },
      );
      expect(await opened.read(plain.length, 1)).toMatchObject({ failure: { kind: 'cut-short' } });
    }
  });

  it('gives back the memory of what it has decrypted when it is closed, or keeps it no longer', async () => {
    const plain = noise(40 * chunkLength);
    const file = await encrypt(plain);
    const real = (await loadBackend('noble'))!;
    const kept: Uint8Array[] = [];
    const watching: Aead = {
      ...real,
      cipher: (key) => {
        const cipher = real.cipher(key);
        return {
          ...cipher,
          open: (nonce, sealed, into) => {
            kept.push(into);
            return cipher.open(nonce, sealed, into);
          },
        };
      },
    };
    const opened = must(await openAge(bytesAccess(file), keysOf(0), watching));
    const pieces = Array.from({ length: 40 }, (_, index) => opened.read(index * chunkLength, 10));
    for (const [index, piece] of (await Promise.all(pieces)).entries()) {
      const at = index * chunkLength;
      expect(plain.subarray(at, at + 10).equals(must(piece))).toBe(true);
    }
    const isGone = ({ buffer }: Uint8Array) => buffer instanceof ArrayBuffer && buffer.detached;
    const isClear = (bytes: Uint8Array) => !isGone(bytes) && bytes.some((byte) => byte !== 0);
    const inClear = () => kept.filter(isClear).length;
    expect(kept).toHaveLength(41);
    expect(inClear()).toBe(16);
    const late = opened.read(0, 3 * chunkLength);
    opened.close();
    expect(await late).toMatchObject({ failure: { kind: 'not-authentic' } });
    expect(inClear()).toBe(0);
    expect(kept.filter(isGone)).toHaveLength(41);
  });

  it('reads only the chunks that a range needs', async () => {
    const file = await encrypt(noise(100 * chunkLength));
    let bytesRead = 0;
    const source = bytesAccess(file);
    const counting: RandomAccess = {
      size: source.size,
      read: (position, length) => {
        bytesRead += length;
        return source.read(position, length);
      },
    };
    const opened = must(await openAge(counting, keysOf(0)));
    bytesRead = 0;
    must(await opened.read(50 * chunkLength + 5, 10));
    must(await opened.read(50 * chunkLength + 500, 10));
    expect(bytesRead).toBe(sealedLength);
    must(await opened.read(60 * chunkLength - 5, 10));
    expect(bytesRead).toBe(3 * sealedLength);
  });

  it('is never twice the same', async () => {
    const plain = noise(100);
    expect((await encrypt(plain)).equals(await encrypt(plain))).toBe(false);
  });

  it('is shut after closing', async () => {
    const opened = must(await openAge(bytesAccess(await encrypt(noise(10))), keysOf(0)));
    opened.close();
    expect(await opened.read(0, 1)).toEqual({ ok: false, failure: { kind: 'not-authentic' } });
  });

  it('passes on an error of its source', async () => {
    async function* broken() {
      yield noise(10);
      throw new Error('unplugged');
    }
    await expect(collect(encryptAge(broken(), recipients()))).rejects.toThrow('unplugged');
  });
});

describe('an age file that does not open', () => {
  it('is for other people', async () => {
    const file = await encrypt(noise(10));
    const stranger = await createAgeIdentity();
    expect(await failureOf(file, [stranger.identity])).toBe('no-match');
    expect(await failureOf(file, [])).toBe('no-match');
    expect(await failureOf(file, [stranger.identity, people[2]?.identity ?? ''])).toBe('ok');
  });

  it('was cut anywhere, or has anything behind it', async () => {
    const file = await encrypt(noise(2 * chunkLength + 100));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length - 1 }), async (length) => {
        expect(await failureOf(file.subarray(0, length))).not.toBe('ok');
      }),
      { numRuns: 150 },
    );
    for (const more of [1, 16, 17, sealedLength]) {
      expect(await failureOf(Buffer.concat([file, Buffer.alloc(more)]))).toBe('payload');
    }
    const lastChunk = file.length - 116;
    expect(await failureOf(file.subarray(0, lastChunk))).toBe('payload');
  });

  it('has a changed bit in its header or its last chunk; elsewhere the chunk is refused', async () => {
    const plain = noise(2 * chunkLength + 100);
    const file = await encrypt(plain);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(file);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        const opened = await openAge(bytesAccess(changed), keysOf(0));
        const read = opened.ok ? await opened.value.read(0, plain.length) : opened;
        expect(read.ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('has its chunks in another order', async () => {
    const file = await encrypt(noise(3 * chunkLength));
    const start = file.length - 3 * sealedLength;
    const swapped = Buffer.concat([
      file.subarray(0, start),
      file.subarray(start + sealedLength, start + 2 * sealedLength),
      file.subarray(start, start + sealedLength),
      file.subarray(start + 2 * sealedLength),
    ]);
    const opened = must(await openAge(bytesAccess(swapped), keysOf(0)));
    expect(await opened.read(0, 1)).toEqual({ ok: false, failure: { kind: 'not-authentic' } });
  });

  it('has a header without bounds, which is never parsed', async () => {
    const intro = 'age-encryption.org/v1\n';
    const flood = (count: number) => `${intro}${'-> X25519 AAAA\n\n'.repeat(count)}--- AAAA\n`;
    const long = `${intro}-> X25519 ${'A'.repeat(70_000)}\n\n--- AAAA\n`;
    const flaws = [];
    for (const text of ['', 'PK\u0003\u0004', flood(65), flood(10_000), long, flood(64), intro]) {
      flaws.push(await failureOf(Buffer.concat([Buffer.from(text), noise(200_000)])));
    }
    expect(flaws).toEqual([
      'not-age',
      'not-age',
      'too-many-stanzas',
      'header-length',
      'header-length',
      'header',
      'header-length',
    ]);
  });

  it('is not made for more people than it may be opened with', async () => {
    const most = Array.from({ length: 64 }, () => recipients()[0] ?? '');
    const file = await collect(encryptAge(inPieces(noise(5)), most));
    expect(await failureOf(file)).toBe('ok');
    await expect(collect(encryptAge(inPieces(noise(5)), []))).rejects.toThrow('recipient');
  });
});

describe('a recipient', () => {
  it('is an X25519 recipient with the right checksum', async () => {
    const { identity, recipient } = await createAgeIdentity();
    expect(isRecipient(recipient)).toBe(true);
    const wrong = `${recipient.slice(0, 20)}${recipient[20] === 'q' ? 'p' : 'q'}${recipient.slice(21)}`;
    for (const text of [wrong, recipient.toUpperCase(), identity, `${recipient}\n`, 'age1', '']) {
      expect(isRecipient(text)).toBe(false);
    }
  });
});

describe('the reference library', () => {
  it('opens ours, and we open its', async () => {
    const encrypter = new Encrypter();
    for (const recipient of recipients()) encrypter.addRecipient(recipient);
    const plain = noise(chunkLength + 5);
    const theirs = await encrypter.encrypt(new Uint8Array(plain));
    const opened = must(await openAge(bytesAccess(theirs), keysOf(2)));
    expect(plain.equals(must(await opened.read(0, plain.length)))).toBe(true);
  });
});

describeWith(['age', 'age-keygen'], 'the age command', (age, keygen) => {
  const folder = temporaryFolder('age');
  const at = (name: string) => path.join(folder, name);

  it('opens ours', async () => {
    const plain = noise(3 * chunkLength + 17);
    writeFileSync(at('ours.age'), await encrypt(plain));
    for (const [index, person] of people.entries()) {
      writeFileSync(at(`key${index}`), `${person.identity}\n`);
      const out = execFileSync(age, ['-d', '-i', at(`key${index}`), at('ours.age')]);
      expect(out.equals(plain)).toBe(true);
    }
    const { identity } = await createAgeIdentity();
    writeFileSync(at('stranger'), identity);
    const run = spawnSync(age, ['-d', '-i', at('stranger'), at('ours.age')]);
    expect(run.status).not.toBe(0);
    expect(run.stderr.toString()).toContain('no identity matched');
  });

  it('is opened by us', async () => {
    execFileSync(keygen, ['-o', at('theirs.key')], { stdio: 'ignore' });
    const text = readFileSync(at('theirs.key'), 'utf8');
    const recipient = /age1\S+/.exec(text)?.[0] ?? '';
    const identity = /AGE-SECRET-KEY-\S+/.exec(text)?.[0] ?? '';
    expect(isRecipient(recipient)).toBe(true);
    const plain = noise(2 * chunkLength);
    writeFileSync(at('plain'), plain);
    const args = [
      '-r',
      recipient,
      '-r',
      recipients()[0] ?? '',
      '-o',
      at('theirs.age'),
      at('plain'),
    ];
    execFileSync(age, args);
    const file = readFileSync(at('theirs.age'));
    for (const one of [identity, people[0]?.identity ?? '']) {
      const opened = must(await openAge(bytesAccess(file), { identities: [one] }));
      expect(plain.equals(must(await opened.read(0, plain.length)))).toBe(true);
    }
  });
});
