import { beforeAll, describe, expect, it } from 'vitest';
import { type Honest, judge, makeHonest } from './honest.ts';
import { summary } from './hostile-case.ts';
import { HOSTILE_CASES } from './hostile-cases.ts';

let honest: Honest;

beforeAll(async () => {
  honest = await makeHonest();
}, 60_000);

describe.each(Object.entries(HOSTILE_CASES))('%s', (_, cases) => {
  it.each(cases)('$name', async ({ make, expected }) => {
    const verdict = await judge(await make(honest), honest.center);
    const detail = verdict.kind === 'invalid' ? verdict : undefined;
    expect(summary(verdict, expected), JSON.stringify(detail)).toEqual(expected);
  });
});

describe('the collection', () => {
  it('has at least 120 attacks and 8 harmless repackagings, each under a name of its own', () => {
    const { 'harmless repackaging': harmless = [], ...attacks } = HOSTILE_CASES;
    const all = Object.values(attacks).flat();
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(harmless.length).toBeGreaterThanOrEqual(8);
    for (const cases of Object.values(HOSTILE_CASES)) {
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    }
  });
});
