import { randomBytes } from 'node:crypto';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromBase64Bytes,
  toBase64Bytes,
} from '../../../../../electron/services/age/base64-bytes.ts';
import {
  heldSecret,
  readSecretText,
  recipientOf,
  secretText,
} from '../../../../../electron/services/age/secret-key.ts';
import { encryptAge } from '../../../../../electron/services/age/stream.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a secret key as bytes', () => {
  it('is read from the library’s text, and written as it writes it', async () => {
    for (let time = 0; time < 50; time += 1) {
      const text = await generateIdentity();
      const secret = readSecretText(ascii(text)) ?? new Uint8Array();
      expect(secret.length).toBe(32);
      expect(textOf(secretText(secret))).toBe(text);
      expect(await recipientOf(secret)).toBe(await identityToRecipient(text));
    }
  });

  it('opens what was encrypted to its recipient', async () => {
    const secret = new Uint8Array(randomBytes(32));
    const pieces: Buffer[] = [];
    const plain = (async function* () {
      yield ascii('评审材料');
    })();
    for await (const piece of encryptAge(plain, [await recipientOf(secret)])) {
      pieces.push(Buffer.from(piece));
    }
    for (const identity of [await heldSecret(secret), textOf(secretText(secret))]) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      expect(await decrypter.decrypt(Buffer.concat(pieces))).toEqual(ascii('评审材料'));
    }
  });

  it('is not read from a text with any letter changed, missing or too many', async () => {
    const text = await generateIdentity();
    for (let place = 0; place < text.length; place += 1) {
      const other = text[place] === 'Q' ? 'P' : 'Q';
      const changed = text.slice(0, place) + other + text.slice(place + 1);
      expect(readSecretText(ascii(changed)), changed).toBe(null);
    }
    for (const wrong of ['', text.slice(1), text.slice(0, -1), `${text}Q`, text.toLowerCase()]) {
      expect(readSecretText(ascii(wrong)), wrong).toBe(null);
    }
  });
});

describe('base64 as bytes', () => {
  it('is what Node writes, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64Bytes(bytes);
        expect(textOf(text)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64Bytes(text)).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AA', 'AAA', 'A===', 'AA=A', 'AB==', 'AAB=', 'AA-_', 'AAAA====', '=', 'A A='])(
    'is not read from %s',
    (text) => {
      expect(fromBase64Bytes(ascii(text))).toBe(null);
    },
  );
});
