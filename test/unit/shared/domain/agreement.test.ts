import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaInterval, alphaNominal, kendallW } from '../../../../shared/domain/agreement.ts';

/** Turns rows of coders, `.` for no value, into units. */
function units(...coders: readonly string[]): readonly (readonly string[])[] {
  const rows = coders.map((each) => each.split(' '));
  const length = rows[0]?.length ?? 0;
  return Array.from({ length }, (_, place) =>
    rows.map((row) => row[place] ?? '.').filter((value) => value !== '.'),
  );
}

function numbers(all: readonly (readonly string[])[]): readonly (readonly number[])[] {
  return all.map((unit) => unit.map(Number));
}

/** K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): examples A, B and C. */
const binary = units('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0');
const nominal = units('a a b b d c c c e d d a', 'b a b b b c c c e d d d');
const missing = units(
  '1 2 3 3 2 1 4 1 2 . . .',
  '1 2 3 3 2 2 4 1 2 5 . 3',
  '. 3 3 3 2 3 4 2 2 5 1 .',
  '1 2 3 3 2 4 4 1 2 5 1 .',
);

describe('Krippendorff’s α', () => {
  it('has the published values for nominal data', () => {
    expect(alphaNominal(binary)).toBe(952); // .095
    expect(alphaNominal(nominal)).toBe(6920); // .692
    expect(alphaNominal(missing)).toBe(7434); // .743
  });

  it('has the published value for interval data', () => {
    expect(alphaInterval(numbers(missing))).toBe(8491); // .849
  });

  it('is perfect for equal values that vary over the units', () => {
    const perfect = Array.from({ length: 10 }, (_, place) => [place, place, place]);
    expect(alphaInterval(perfect)).toBe(10_000);
    expect(alphaNominal(perfect.map((unit) => unit.map(String)))).toBe(10_000);
  });

  it('is not defined without variation', () => {
    const same = Array.from({ length: 12 }, () => [7, 7]);
    expect(alphaInterval(same)).toBeNull();
    expect(alphaNominal(same.map((unit) => unit.map(String)))).toBeNull();
  });

  it('needs ten units with two values; others do not count', () => {
    const nine = numbers(
      nominal.slice(0, 9).map((unit) => unit.map((each) => `${each.charCodeAt(0)}`)),
    );
    expect(alphaInterval(nine)).toBeNull();
    expect(alphaInterval([...nine, [1], []])).toBeNull();
    expect(alphaInterval([...nine, [1, 2]])).not.toBeNull();
    expect(alphaInterval([], 0)).toBeNull();
  });

  it('never exceeds 1 and depends on no order', () => {
    const score = fc.integer({ min: 0, max: 100 });
    const some = fc.array(fc.array(score, { maxLength: 6 }), { minLength: 10, maxLength: 40 });
    fc.assert(
      fc.property(some, (all) => {
        const value = alphaInterval(all);
        expect(value ?? 0).toBeLessThanOrEqual(10_000);
        const turned = all.toReversed().map((unit) => unit.toReversed());
        expect(alphaInterval(turned)).toBe(value);
        const words = (each: readonly (readonly number[])[]) =>
          each.map((unit) => unit.map((one) => `${one % 5}`));
        expect(alphaNominal(words(turned))).toBe(alphaNominal(words(all)));
      }),
    );
  });

  it('does not change when all scores are moved or stretched', () => {
    const moved = numbers(missing).map((unit) => unit.map((each) => 7 * each + 1000));
    expect(alphaInterval(moved)).toBe(8491);
  });
});

describe('Kendall’s W', () => {
  /** Ranks become scores by a change of sign: a higher score ranks first. */
  const scores = (rows: readonly (readonly number[])[]) =>
    rows.map((row) => row.map((rank) => 100 - 2 * rank));

  it('has the published value without ties (Siegel 1956: three executives, six applicants, W = .16)', () => {
    const ranks = [
      [1, 6, 3, 2, 5, 4],
      [1, 5, 6, 4, 2, 3],
      [6, 3, 2, 5, 4, 1],
    ];
    expect(kendallW(scores(ranks))).toBe(1619);
  });

  it('has the published value corrected for ties (Siegel 1956: W = .828)', () => {
    const ranks = [
      [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
      [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
      [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ];
    expect(kendallW(scores(ranks))).toBe(8277);
  });

  it('is 1 for one opinion and 0 for opposite ones', () => {
    expect(
      kendallW([
        [3, 2, 1],
        [9, 5, 0],
      ]),
    ).toBe(10_000);
    expect(
      kendallW([
        [3, 2, 1],
        [1, 2, 3],
      ]),
    ).toBe(0);
  });

  it('needs two judges, three things and some order among them', () => {
    expect(kendallW([])).toBeNull();
    expect(kendallW([[1, 2, 3]])).toBeNull();
    expect(
      kendallW([
        [1, 2],
        [1, 2],
      ]),
    ).toBeNull();
    expect(
      kendallW([
        [5, 5, 5],
        [1, 1, 1],
      ]),
    ).toBeNull();
  });

  it('lies within 0 and 1 and depends on no order of judges or things', () => {
    const table = fc
      .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 3, max: 8 }))
      .chain(([judges, things]) => {
        const row = fc.array(fc.nat({ max: 9 }), { minLength: things, maxLength: things });
        return fc.array(row, { minLength: judges, maxLength: judges });
      });
    fc.assert(
      fc.property(table, (rows) => {
        const w = kendallW(rows);
        expect(w ?? 0).toBeGreaterThanOrEqual(0);
        expect(w ?? 0).toBeLessThanOrEqual(10_000);
        expect(kendallW(rows.toReversed().map((row) => row.toReversed()))).toBe(w);
      }),
    );
  });
});
