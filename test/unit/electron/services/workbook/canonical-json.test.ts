import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonical } from '../../../../../electron/services/workbook/canonical-json.ts';

const check = (text: string) => isCanonical(JSON.parse(text), text, 12);

/** Values as payloads hold them: whole numbers, any text. */
const value = fc.jsonValue({ depthSize: 'small', maxDepth: 4, stringUnit: 'binary' });

describe('canonical JSON', () => {
  it('is what an independent writer writes, for whole numbers', () => {
    const text = fc.string({ unit: 'grapheme-composite' });
    const member = fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
    const name = text.map((each) => `n${each}`);
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(member, fc.array(member))), (each) => {
        const written = canonicalize(each) ?? '';
        fc.pre(!/[:,[]-?\d+e/i.test(written) && !/[\uFFFE\uFFFF]/.test(written));
        expect(isCanonical(JSON.parse(written), written, 12)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

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
    ['a fraction of which there are several texts', '{"a":0.30000000000000004}'],
    ['no character', '{"a":"\uFFFF"}'],
    ['a nesting without end', `${'['.repeat(20)}${']'.repeat(20)}`],
  ])('has no %s', (_, text) => expect(check(text)).toBe(false));

  it('is what a cited box is written as: fractions of a page to the fifth decimal', () => {
    const share = fc.integer({ min: -100_000, max: 100_000 }).map((each) => each / 100_000);
    fc.assert(
      fc.property(fc.array(share), (shares) => {
        const written = canonicalize(shares) ?? '';
        fc.pre(!/e/.test(written));
        expect(isCanonical(JSON.parse(written), written, 12)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

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
