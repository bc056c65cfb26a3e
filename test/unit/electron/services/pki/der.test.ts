import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneDerValue } from '../../../../../electron/services/pki/der.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Any DER value, built from the inside out. */
const value: fc.Arbitrary<Buffer> = fc.letrec<{ value: Buffer }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.uint8Array({ maxLength: 300 }).map((content) => encode(0x04, Buffer.from(content))),
    fc.array(tie('value'), { maxLength: 4 }).map((inner) => encode(0x30, Buffer.concat(inner))),
  ),
})).value;

function encode(tag: number, content: Buffer): Buffer {
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const digits = content.length.toString(16);
  const length = hex(digits.length % 2 === 0 ? digits : `0${digits}`);
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}

describe('one DER value', () => {
  it('is every well-formed one, and no longer is with a byte more or less', () => {
    fc.assert(
      fc.property(value, (der) => {
        expect(isOneDerValue(der)).toBe(true);
        expect(isOneDerValue(Buffer.concat([der, Buffer.from([0])]))).toBe(false);
        expect(isOneDerValue(der.subarray(0, -1))).toBe(false);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['indefinite length', '3080 0500 0000'],
    ['length in too many bytes', '30 8102 0500'],
    ['length with a leading zero', '04 820081'],
    ['content beyond its parent', '3004 0404 0000'],
    ['parent longer than its contents', '3005 0500 0500 05'],
    ['a tag number above 30', '1f8101 00'],
  ])('is not %s', (_, text) => {
    expect(isOneDerValue(hex(text))).toBe(false);
  });

  it('is not nested more than 24 levels', () => {
    let nested: Buffer = hex('0500');
    for (let level = 0; level < 24; level += 1) nested = encode(0x30, nested);
    expect(isOneDerValue(nested)).toBe(true);
    expect(isOneDerValue(encode(0x30, nested))).toBe(false);
  });
});

describeWith(['openssl'], 'openssl takes the same values', (openssl) => {
  it('for whole', () => {
    const file = path.join(temporaryFolder('der'), 'value.der');
    for (const der of fc.sample(value, { numRuns: 10, seed: 7 })) {
      writeFileSync(file, der);
      execFileSync(openssl, ['asn1parse', '-inform', 'DER', '-in', file]);
      expect(isOneDerValue(der)).toBe(true);
    }
  });
});
