import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract, type MethodName } from '../../shared/contract.ts';
import { type FuzzedApp, fuzz, openBusyApp } from '../support/fuzz.ts';
import { stageRound } from '../support/role-stages.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A thousand mutations of every method, half over each shape, sent to a chair at work beside an open center. */

const methods = Object.keys(contract) as readonly MethodName[];
const seed = Number(process.env.HAIZHI_SEED ?? 20_261_123);
let app: FuzzedApp;

beforeAll(async () => {
  const staged = await stageRound(temporaryFolder('fuzz'));
  app = await openBusyApp(staged, temporaryFolder('fuzzed'));
});
afterAll(() => app?.close());

it.each(methods)(`%s refuses in its own words, or does it (seed ${seed})`, async (method) => {
  const { complaints, outcomes } = await fuzz(app, { method, runs: 500, seed });
  expect(complaints).toEqual([]);
  expect(app.bugs).toEqual([]);
  expect(Object.values(outcomes).reduce((sum, each) => sum + each, 0)).toBe(1_000);
});
