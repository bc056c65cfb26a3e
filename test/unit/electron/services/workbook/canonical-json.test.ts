import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonical } from '../../../../../electron/services/workbook/canonical-json.ts';

const check = (text: string) => isCanonical(JSON.parse(text), text, 12);

const value = fc.jsonValue({ depthSize: 'small', maxDepth: 4, stringUnit: 'binary' });

describe('canonical JSON', () => {
  it('is what an independent writer writes', () => {
    fc.assert(
      fc.property(value, (each) => {
        const written = canonicalize(each) ?? '';
        // What was UTF-8 has no halves of surrogate pairs.
        fc.pre(written.isWellFormed() && !/\\ud[89a-f]|[\uFFFE\uFFFF]/.test(written));
        expect(isCanonical(JSON.parse(written), written, 12)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['the fractions of a cited box', { x: 0.12345, y: 1, width: 0.00001, height: 0.5 }],
    ['numbers that take an exponent', [1e21, 1e-7, 5e-324, -1.5e300]],
    ['a fraction of seventeen digits', [0.1 + 0.2]],
    ['what looks like a number in words', ['room:3E, [1e5', ',2e', '"1e5"', '\\":1e5']],
  ])('has %s', (_, each) => expect(check(canonicalize(each) ?? '')).toBe(true));

  it('is nothing else: a text that is taken is the one that an independent writer writes', () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.constantFrom(...CHANGES), (each, place, change) => {
        const text = changed(canonicalize(each) ?? 'null', place, change);
        // What was UTF-8 has no halves of surrogate pairs.
        fc.pre(text.isWellFormed());
        const parsed = parse(text);
        if (parsed === undefined || !isCanonical(parsed, text, 12)) return;
        expect(canonicalize(parsed)).toBe(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['blanks', '{"a": 1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['an escape that is not needed', '{"a":"\\u0041"}'],
    ['a slash escaped', '{"a":"\\/"}'],
    ['a control escaped in capitals', '{"a":"\\u001F"}'],
    ['a line end escaped by its number', '{"a":"\\u000a"}'],
    ['half of a surrogate pair', '{"a":"\\ud800"}'],
    ['an exponent made up for by blanks', '{"a":1e5 ,"b":1 }'],
    ['a negative zero', '{"a":-0}'],
    ['a number beyond all others', '{"a":9007199254740993}'],
    ['a zero at the end of a fraction', '{"a":0.50}'],
    ['other digits of the same fraction', '{"a":0.30000000000000003}'],
    ['an exponent that is not needed', '{"a":1e5}'],
    ['a capital exponent', '{"a":1E+21}'],
    ['an exponent without a sign', '{"a":1e21}'],
    ['no character', '{"a":"\uFFFF"}'],
    ['a nesting without end', `${'['.repeat(20)}${']'.repeat(20)}`],
  ])('has no %s', (_, text) => expect(check(text)).toBe(false));

  it('is not what does not parse', () => {
    expect(isCanonical(undefined, 'undefined', 12)).toBe(false);
  });
});

const CHANGES = [' ', '0', '1', 'e1', '-', '\\', '\\u0041', '"', ',', '.0', '9007199254740993'];

function changed(text: string, place: number, change: string): string {
  const at = place % (text.length + 1);
  return text.slice(0, at) + change + text.slice(place % 2 === 0 ? at : at + change.length);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
