import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPem, toPem } from '../../../../../electron/services/pki/pem.ts';

describe('PEM', () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), (bytes) => {
        expect(fromPem('CERTIFICATE', toPem('CERTIFICATE', bytes))).toEqual(bytes);
      }),
    );
  });

  it('has lines of at most 64 characters', () => {
    const lines = toPem('CERTIFICATE', new Uint8Array(100)).split('\n');
    expect(lines.map((line) => line.length)).toEqual([27, 64, 64, 8, 25, 0]);
  });

  it('is refused with another label, broken base64, or two values', () => {
    const one = toPem('CERTIFICATE', new Uint8Array([48, 0]));
    for (const text of [
      '',
      'MAA=',
      `${one}${one}`,
      one.replace('MAA=', 'M AA='),
      one.replace('MAA=', ''),
    ]) {
      expect(fromPem('CERTIFICATE', text)).toBeNull();
    }
    expect(fromPem('PRIVATE KEY', one)).toBeNull();
  });
});
