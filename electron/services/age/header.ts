import { Decrypter } from 'age-encryption';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RandomAccess, ReadFailure } from '../disk/random-access.ts';
import { heldSecret } from './secret-key.ts';

/** An X25519 secret key: its 32 bytes, which their owner erases, or its text (`AGE-SECRET-KEY-1…`). */
export type AgeSecret = Uint8Array | string;

/** What opens an age file: X25519 secret keys, or a passphrase. */
export type AgeKeys =
  | { readonly identities: readonly AgeSecret[] }
  | { readonly passphrase: string };

/**
 * Why an age file does not open. 'no-match': sound, but for other keys or another passphrase. 'age': no age v1 file · header
 * above 64 KiB or unfinished · more than 64 stanzas · scrypt above 2^18 · header malformed or forged · payload cut, extended
 * or altered at its end.
 */
export type AgeFailure =
  | { readonly kind: 'no-match' }
  | {
      readonly kind: 'age';
      readonly flaw:
        | 'not-age'
        | 'header-length'
        | 'too-many-stanzas'
        | 'work-factor'
        | 'header'
        | 'payload';
    }
  | ReadFailure;

type AgeFlaw = Extract<AgeFailure, { kind: 'age' }>['flaw'];

/** Most stanzas, and so most people, of one file. Ten thousand would cost seconds to try. */
export const mostStanzas = 64;
/** scrypt takes 2^logN KiB of memory; 18 are 256 MiB. */
export const highestWorkFactor = 18;

const longestHeader = 64 * 1024;
const firstLook = 4 * 1024;
const intro = 'age-encryption.org/v1\n';

/** An opened header: the key of the file, and where the payload nonce begins. */
type OpenedHeader = { readonly fileKey: Uint8Array; readonly length: number };

/** Finds, bounds and then opens the header; its authentication code is checked with the file key. */
export async function openHeader(
  source: RandomAccess,
  keys: AgeKeys,
): Promise<Result<OpenedHeader, AgeFailure>> {
  const header = await findHeader(source);
  if (!header.ok) return header;
  const text = Buffer.from(header.value).toString('latin1');
  if ((text.match(/^-> /gm) ?? []).length > mostStanzas) return age('too-many-stanzas');
  for (const [, factor] of text.matchAll(/^-> scrypt \S+ (\d+)$/gm)) {
    if ('passphrase' in keys && Number(factor) > highestWorkFactor) return age('work-factor');
  }
  const fileKey = await unwrap(header.value, keys);
  return fileKey.ok ? ok({ fileKey: fileKey.value, length: header.value.length }) : fileKey;
}

function age(flaw: AgeFlaw) {
  return fail({ kind: 'age', flaw } satisfies AgeFailure);
}

/** The header up to the end of its `--- ` line, and nothing read beyond 64 KiB. */
async function findHeader(source: RandomAccess): Promise<Result<Uint8Array, AgeFailure>> {
  for (const length of [firstLook, longestHeader]) {
    const read = await source.read(0, Math.min(length, source.size));
    if (!read.ok) return read;
    const bytes = Buffer.from(read.value.buffer, read.value.byteOffset, read.value.length);
    if (bytes.toString('latin1', 0, intro.length) !== intro) return age('not-age');
    const mark = bytes.indexOf('\n---');
    const end = mark < 0 ? -1 : bytes.indexOf('\n', mark + 1);
    if (end >= 0) return ok(bytes.subarray(0, end + 1));
  }
  return age('header-length');
}

/**
 * The library tells refusals apart by text only, so an identity that opens nothing comes last: it is asked only when the
 * header has been parsed and no key before it matched.
 */
async function unwrap(header: Uint8Array, keys: AgeKeys): Promise<Result<Uint8Array, AgeFailure>> {
  let noneMatched = false;
  const decrypter = new Decrypter();
  if ('passphrase' in keys) decrypter.addPassphrase(keys.passphrase);
  else {
    for (const each of keys.identities) {
      decrypter.addIdentity(typeof each === 'string' ? each : await heldSecret(each));
    }
  }
  decrypter.addIdentity({
    unwrapFileKey: () => {
      noneMatched = true;
      return null;
    },
  });
  try {
    return ok(await decrypter.decryptHeader(new Uint8Array(header)));
  } catch {
    return noneMatched ? fail({ kind: 'no-match' }) : age('header');
  }
}
