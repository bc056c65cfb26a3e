import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ComputePool } from './pool.ts';
import type { TaskTable } from './serve.ts';
import type { Tasks } from './tasks.ts';

/**
 * Heavy work on worker threads, so that the window never freezes.
 * Rejections: a bug inside the task passes through; `signal.reason` after an abort, once the task has ended.
 */
export interface Compute<T extends TaskTable> {
  /** Runs a task of `compute-tasks.ts`; waits its turn when all workers are busy. */
  run<N extends keyof T & string>(
    name: N,
    input: Parameters<T[N]>[0],
    options?: RunOptions,
  ): Promise<Awaited<ReturnType<T[N]>>>;
  /** Ends all workers; what runs or waits is rejected. `run` may be called again afterwards. */
  close(): Promise<void>;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Memory of the input that goes over to the worker: no copy is left on the way, and the caller has it no more. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** The worker beside this module: its source beside a source, its bundle beside a bundle. */
const here = import.meta.url;
const worker = new URL(`compute-worker${path.extname(here)}`, here);

/**
 * Workers start when first needed, never keep the process alive while idle, and end soon after: with them goes what tasks
 * leave in their memory, a passphrase for one.
 */
export const compute: Compute<Tasks> = createCompute<Tasks>(worker);

/** The size of a pool, and how it treats a cancelled task that does not stop by itself. */
interface PoolOptions {
  /** Workers at most. Default: the processors, at most 4. */
  readonly size?: number;
  /** Milliseconds that a cancelled task gets to clean up before its thread is ended. Default 2000. */
  readonly grace?: number;
  /** Milliseconds without a task after which a worker ends. Default 1000. */
  readonly rest?: number;
}

/** A pool of workers that run the module `worker`, which serves the table T. */
export function createCompute<T extends TaskTable>(
  worker: URL,
  { size = Math.min(availableParallelism(), 4), grace = 2_000, rest = 1_000 }: PoolOptions = {},
): Compute<T> {
  const pool = new ComputePool(worker, size, { grace, rest });
  return {
    // The worker serves the table T: its outputs are T's by construction.
    run: (name, input, options = {}) => pool.run(name, input, options) as never,
    close: () => pool.close(),
  };
}
