import type { Failure } from '../../shared/failures.ts';
import { fail, type Result } from '../../shared/result.ts';

/** Where a long call stands. `done` of `total`, in whatever unit the phase has; `total` 0 while unknown. */
export interface WorkState {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** What a long call holds: it reports, and it stops when the signal says so, leaving nothing behind. */
export interface Job {
  readonly signal: AbortSignal;
  report(phase: string, done: number, total: number): void;
}

/** Long calls by the name that the client gave them. */
export interface WorkRegistry {
  /**
   * Runs a long call. Without a name it can be neither asked for nor cancelled. What an abort throws becomes
   * `cancelled`; anything else that is thrown passes through.
   */
  run<T, F>(
    work: string | undefined,
    action: (job: Job) => Promise<Result<T, F>>,
  ): Promise<Result<T, F | Failure<'cancelled'>>>;
  /** `null` when no call of this name runs. */
  read(work: string): WorkState | null;
  /** Asks a call to stop; one that is not running is fine. */
  cancel(work: string): void;
  /** Asks every call to stop. */
  cancelAll(): void;
}

interface Running {
  readonly controller: AbortController;
  state: WorkState;
}

/** A registry without any call. */
export function createWorkRegistry(): WorkRegistry {
  const named = new Map<string, Running>();
  const all = new Set<Running>();
  return {
    run: async (work, action) => {
      const running = {
        controller: new AbortController(),
        state: { phase: '', done: 0, total: 0 },
      };
      all.add(running);
      if (work !== undefined) named.set(work, running);
      try {
        return await action(jobOf(running));
      } catch (error) {
        if (running.controller.signal.aborted) return fail({ kind: 'cancelled' });
        throw error;
      } finally {
        all.delete(running);
        if (work !== undefined && named.get(work) === running) named.delete(work);
      }
    },
    read: (work) => named.get(work)?.state ?? null,
    cancel: (work) => named.get(work)?.controller.abort(),
    cancelAll: () => {
      for (const each of all) each.controller.abort();
    },
  };
}

function jobOf(running: Running): Job {
  return {
    signal: running.controller.signal,
    report: (phase, done, total) => {
      running.state = { phase, done, total };
    },
  };
}
