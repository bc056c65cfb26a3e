import { createHash } from 'node:crypto';
import type { VerdictReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import type { Compute, RunOptions } from '../compute/compute.ts';
import type { Verification, VerificationInput } from './verification.ts';

/** The worker's table that judges, wherever the worker runs. */
export type JudgingTasks = {
  readonly 'workbook.verify': (input: VerificationInput) => Promise<Verification>;
};

/** Fifteen times what the heaviest file takes, for slow laptops that have other things to do. */
const MOST_MS = 30_000;

/**
 * Judges one file on a worker, and answers whatever the file does to the worker: one that is not done in half a minute is
 * ended with it, one that makes the verifier fail is `invalid` with that reason. So the next file gets its verdict.
 * Rejects only with `signal.reason`.
 */
export async function judgeWorkbook(
  compute: Pick<Compute<JudgingTasks>, 'run'>,
  input: VerificationInput,
  { signal }: Pick<RunOptions, 'signal'> = {},
  mostMs = MOST_MS,
): Promise<Verification> {
  const late = AbortSignal.timeout(mostMs);
  const either = signal === undefined ? late : AbortSignal.any([signal, late]);
  try {
    return await compute.run('workbook.verify', input, { signal: either });
  } catch (problem) {
    signal?.throwIfAborted();
    return late.aborted
      ? unjudged(input.bytes, 'too-slow', `${mostMs} ms`)
      : unjudged(input.bytes, 'judging-failed', String(problem).slice(0, 200));
  }
}

function unjudged(bytes: Uint8Array, reason: string, detail: string): Verification {
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    verdict: 'invalid',
    reason,
    part: '',
    detail,
    signer: null,
    claimed: null,
    signedAt: null,
    payload: null,
  };
}

/** The report on a file that nobody could look at, so that the others get theirs. */
export function unreadReport(
  name: string,
  failure: Failure<'not-readable' | 'file-too-large'>,
): VerdictReport {
  return {
    name: name.slice(0, 255),
    verdict: 'unread',
    reason: failure.kind,
    part: '',
    detail: failure.kind === 'not-readable' ? failure.detail : `${failure.limit}`,
    content: null,
    signer: null,
    claimed: null,
    signedAt: null,
    round: null,
    revision: null,
    sha256: null,
  };
}
