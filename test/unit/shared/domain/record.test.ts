import { describe, expect, it } from 'vitest';
import { own, without } from '../../../../shared/domain/record.ts';

describe('own', () => {
  it('finds what was put there and nothing that every object inherits', () => {
    expect(own({ a: 1 }, 'a')).toBe(1);
    for (const key of ['b', 'constructor', 'toString', '__proto__']) {
      expect(own({ a: 1 }, key)).toBeUndefined();
    }
  });
});

describe('without', () => {
  it('leaves one key out and keeps the rest', () => {
    const record = { a: 1, b: 2 };
    expect(without(record, 'a')).toEqual({ b: 2 });
    expect(without(record, 'c')).toBe(record);
    expect(record).toEqual({ a: 1, b: 2 });
  });
});
