import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from '../../../../../electron/services/json/strict-json.ts';

const read = (text: string | Uint8Array) =>
  readStrictJson(typeof text === 'string' ? Buffer.from(text) : text);

/** JSON values as JSON.parse gives them, without the few that strict JSON forbids. */
const value = fc
  .jsonValue({ noUnicodeString: false })
  .map((each) => JSON.parse(JSON.stringify(each)))
  .filter((each) => {
    const text = JSON.stringify(each);
    return !text.includes('__proto__') && !/\d{16}|e\+/.test(text);
  });

describe('strict JSON', () => {
  it('reads what JSON.parse reads, however it is laid out', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', '\t', '\r\n  '), (expected, space) => {
        const text = `${space}${JSON.stringify(expected, null, space)}${space}`;
        expect(read(text)).toEqual({ ok: true, value: expected });
      }),
    );
  });

  it('never accepts a text that JSON.parse refuses, and never differs from it', () => {
    const fragment = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '0',
      '-',
      '1e',
      '.5',
      'true',
      'null',
      ' ',
      '\n',
      '\u0000',
      '\\u00',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const result = read(text);
        if (result.ok) expect(JSON.parse(text)).toEqual(result.value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps escapes and characters beyond the basic plane', () => {
    const text = String.raw`"\u674e\ud83d\ude00 \"\\\/\b\f\n\r\t 😀"`;
    expect(read(text)).toEqual({ ok: true, value: '李😀 "\\/\b\f\n\r\t 😀' });
  });

  it.each([
    ['', 'syntax', ''],
    ['nul', 'syntax', ''],
    ['{"a":1,}', 'syntax', ''],
    ['[1 2]', 'syntax', ''],
    ["{'a':1}", 'syntax', ''],
    ['[01]', 'syntax', ''],
    ['[+1]', 'syntax', '/0'],
    ['[1.]', 'syntax', ''],
    ['[NaN]', 'syntax', '/0'],
    ['"a\nb"', 'syntax', ''],
    [String.raw`"\x41"`, 'syntax', ''],
    ['1 // note', 'syntax', ''],
    ['{} {}', 'syntax', ''],
    ['{"a":{"b":1,"b":2}}', 'duplicate-key', '/a/b'],
    [String.raw`{"b":1,"\u0062":2}`, 'duplicate-key', '/b'],
    ['{"list":[0,{"__proto__":{}}]}', 'forbidden-key', '/list/1/__proto__'],
    [String.raw`{"_\u005fproto__":1}`, 'forbidden-key', '/__proto__'],
    ['{"a/b~":[1e400]}', 'number', '/a~1b~0/0'],
    ['[-1e400]', 'number', '/0'],
    ['[9007199254740993]', 'number', '/0'],
    [String.raw`["\ud800"]`, 'lone-surrogate', '/0'],
  ])('refuses %s', (text, flaw, path) => {
    expect(read(text)).toEqual({ ok: false, failure: { kind: 'json', flaw, path } });
  });

  it('refuses everything but UTF-8 without a byte order mark', () => {
    const flaw = (bytes: Uint8Array) => {
      const result = read(bytes);
      return result.ok ? 'ok' : result.failure.flaw;
    };
    expect(flaw(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toBe('not-utf-8');
    expect(flaw(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toBe('not-utf-8');
    expect(flaw(Buffer.from([0x22, 0xc0, 0x80, 0x22]))).toBe('not-utf-8');
    expect(flaw(Buffer.from('\ufeff{}'))).toBe('syntax');
    expect(flaw(Buffer.from('"李"', 'utf16le'))).toBe('syntax');
  });

  it('bounds levels and bytes', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(read(nested(64)).ok).toBe(true);
    expect(read(nested(65))).toMatchObject({ failure: { flaw: 'too-deep' } });
    expect(read('['.repeat(1_000_000))).toMatchObject({ failure: { flaw: 'too-deep' } });
    const limits = { bytes: 10, depth: 2 };
    expect(readStrictJson(Buffer.from('"12345678"'), limits).ok).toBe(true);
    expect(readStrictJson(Buffer.from('"123456789"'), limits)).toEqual({
      ok: false,
      failure: { kind: 'json', flaw: 'too-large', path: '' },
    });
  });
});
