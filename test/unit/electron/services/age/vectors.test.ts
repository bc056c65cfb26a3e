import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { describe, expect, it } from 'vitest';
import { type Aead, backendNames, loadBackend } from '../../../../../electron/services/age/aead.ts';
import type { AgeFailure, AgeKeys } from '../../../../../electron/services/age/header.ts';
import { openAge } from '../../../../../electron/services/age/reader.ts';
import { bytesAccess } from '../../../../../electron/services/disk/random-access.ts';

/** The official age test vectors (C2SP/CCTV), each: a text header, an empty line, an age file. */
type Vector = {
  readonly name: string;
  readonly expect: string;
  readonly payload: string | undefined;
  readonly keys: AgeKeys;
  readonly file: Buffer;
};

function readVector(name: string, bytes: Uint8Array): Vector | null {
  const whole = Buffer.from(bytes);
  const end = whole.indexOf('\n\n');
  const fields: [string, string][] = whole
    .toString('utf8', 0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]);
  const all = (key: string) => fields.filter(([each]) => each === key).map(([, value]) => value);
  const [passphrase] = all('passphrase');
  const rest = whole.subarray(end + 2);
  // Bundles are binary: armor is another format.
  if (all('armored').length > 0 || all('passphrase').length > 1) return null;
  return {
    name,
    expect: all('expect')[0] ?? '',
    payload: all('payload')[0],
    keys: passphrase === undefined ? { identities: all('identity') } : { passphrase },
    file: all('compressed')[0] === 'zlib' ? inflateSync(rest) : rest,
  };
}

const read = Object.entries(vectors)
  .map(([name, bytes]) => readVector(name, bytes))
  .filter((each) => each !== null);

/** Plaintext hash on success, else what failed. */
async function open(vector: Vector, aead: Aead): Promise<string> {
  const opened = await openAge(bytesAccess(vector.file), vector.keys, aead);
  if (!opened.ok) return named(opened.failure);
  const plain = await opened.value.read(0, opened.value.size);
  return plain.ok ? createHash('sha256').update(plain.value).digest('hex') : named(plain.failure);
}

function named(failure: AgeFailure): string {
  if (failure.kind === 'no-match') return 'no match';
  if (failure.kind === 'not-authentic') return 'payload failure';
  if (failure.kind !== 'age') return failure.kind;
  return failure.flaw === 'payload' ? 'payload failure' : 'header failure';
}

/** What the vector asks for, in our words: a forged header is a header failure, and success is the payload's hash. */
function expected(vector: Vector): string {
  if (vector.expect === 'success') return vector.payload ?? '';
  return vector.expect === 'HMAC failure' ? 'header failure' : vector.expect;
}

describe('the official age vectors', () => {
  it('are all there', () => {
    expect(read.length).toBeGreaterThan(90);
    expect(new Set(read.map((each) => each.expect))).toEqual(
      new Set(['success', 'no match', 'HMAC failure', 'header failure', 'payload failure']),
    );
  });

  it.each(read)(
    '$name: $expect',
    async (vector) => {
      const scrypt = 'passphrase' in vector.keys;
      for (const name of scrypt ? backendNames.slice(0, 1) : backendNames) {
        const aead = await loadBackend(name);
        if (aead === null) throw new Error(`${name} is missing`);
        expect([name, await open(vector, aead)]).toEqual([name, expected(vector)]);
      }
    },
    60_000,
  );
});
