import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract, type MethodName } from '../../shared/contract.ts';
import { type FuzzedApp, fuzz, openFreshApp } from '../support/fuzz.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Some mutations of every method where nobody is yet; `test/long/fuzz.test.ts` sends many more to a chair at work. */

const methods = (Object.keys(contract) as readonly MethodName[]).filter(
  (each) => each !== 'practice.start',
);
let app: FuzzedApp;

beforeAll(async () => {
  app = await openFreshApp(temporaryFolder('fuzzed'));
});
afterAll(() => app?.close());

it.each(methods)('%s refuses in its own words, or does it', async (method) => {
  const { complaints, outcomes } = await fuzz(app, { method, runs: 5, seed: 1 });
  expect(complaints).toEqual([]);
  expect(app.bugs).toEqual([]);
  expect(outcomes['fault bad-input']).toBeGreaterThan(0);
});
