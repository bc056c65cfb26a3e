import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { inProject } from '../../../../../build/project.ts';
import { createCompute } from '../../../../../electron/services/compute/compute.ts';
import {
  type JudgingTasks,
  judgeWorkbook,
} from '../../../../../electron/services/workbook/judging.ts';

const worker = pathToFileURL(path.join(inProject('test/support'), 'stubborn-judge.ts'));
const pool = createCompute<JudgingTasks>(worker, { size: 1, grace: 100 });
const genuine = new Uint8Array(
  readFileSync(inProject('test/fixtures/workbooks/version-1/result.en.xlsx')),
);
afterAll(() => pool.close());

const judge = (bytes: Uint8Array, signal?: AbortSignal, mostMs?: number) =>
  judgeWorkbook(pool, { bytes, authority: null, now: new Date() }, { signal }, mostMs);

describe('a file that the verifier does not get done with', () => {
  it('is ended with its worker, and refused for that', async () => {
    expect(await judge(Uint8Array.of(1), undefined, 500)).toMatchObject({
      verdict: 'invalid',
      reason: 'too-slow',
      payload: null,
    });
  });

  it.each([
    ['makes it fail', 2, 'cannot read properties'],
    ['ends it', 3, 'ended with code 1'],
  ])('because it %s is refused for that', async (_, first, detail) => {
    expect(await judge(Uint8Array.of(first))).toMatchObject({
      verdict: 'invalid',
      reason: 'judging-failed',
      detail: expect.stringContaining(detail),
    });
  });

  it('does not keep the next one from its verdict', async () => {
    expect(await judge(genuine)).toMatchObject({ verdict: 'untrusted', reason: 'no-authority' });
  });

  it('ends at once when nobody wants the verdict any more', async () => {
    await expect(judge(Uint8Array.of(1), AbortSignal.timeout(300))).rejects.toThrow('timeout');
  });
});
