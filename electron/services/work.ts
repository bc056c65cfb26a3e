import type { Failure } from '../../shared/failures.ts';
import { fail, type Result } from '../../shared/result.ts';
import { TimeLeft } from './time-left.ts';

/** Where a long call stands. `done` of `total`, in whatever unit the phase has; `total` 0 while unknown. */
interface WorkState {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  /** Estimate for this phase, from the pace of the last seconds; `null` while nobody can tell. */
  readonly secondsLeft: number | null;
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
  state: Omit<WorkState, 'secondsLeft'>;
  timeLeft: TimeLeft;
}

/** A registry without any call. `clock` gives milliseconds and never goes back. */
export function createWorkRegistry(clock: () => number = () => performance.now()): WorkRegistry {
  const named = new Map<string, Running>();
  const all = new Set<Running>();
  return {
    run: async (work, action) => {
      const running: Running = {
        controller: new AbortController(),
        state: { phase: '', done: 0, total: 0 },
        timeLeft: new TimeLeft(clock(), 0),
      };
      all.add(running);
      if (work !== undefined) named.set(work, running);
      try {
        return await action(jobOf(running, clock));
      } catch (error) {
        if (running.controller.signal.aborted) return fail({ kind: 'cancelled' });
        throw error;
      } finally {
        all.delete(running);
        if (work !== undefined && named.get(work) === running) named.delete(work);
      }
    },
    read: (work) => {
      const running = named.get(work);
      if (running === undefined) return null;
      const { state, timeLeft } = running;
      return { ...state, secondsLeft: timeLeft.seconds(clock(), state.total) };
    },
    cancel: (work) => named.get(work)?.controller.abort(),
    cancelAll: () => {
      for (const each of all) each.controller.abort();
    },
  };
}

function jobOf(running: Running, clock: () => number): Job {
  return {
    signal: running.controller.signal,
    report: (phase, done, total) => {
      if (phase !== running.state.phase) running.timeLeft = new TimeLeft(clock(), done);
      running.timeLeft.mark(clock(), done);
      running.state = { phase, done, total };
    },
  };
}
