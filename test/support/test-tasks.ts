import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, threadId } from 'node:worker_threads';
import type { TaskContext } from '../../electron/services/compute/serve.ts';

/** Tasks that behave well and badly, for the tests of the pool. */
export const testTasks = {
  double: async (input: { readonly number: number }) => input.number * 2,
  where: async (_input: null) => ({ isMainThread, threadId }),
  reverse: async (input: Uint8Array) => input.toReversed(),
  throw: async (_input: null) => {
    throw new RangeError('out of range');
  },
  exit: async (code: number): Promise<null> => process.exit(code),
  crash: async (_input: null): Promise<never> => {
    setImmediate(() => {
      throw new Error('crashed');
    });
    return new Promise(() => undefined);
  },
  uncloneable: async (_input: null) => () => 1,
  count: async (total: number, context: TaskContext) => {
    for (let done = 1; done <= total; done++) context.progress(done, total);
    return total;
  },
  /** Says in the file `begun` that it runs, works until cancelled, then cleans up into the file `ended`. */
  untilCancelled: async (
    input: { readonly begun: string; readonly ended: string },
    context: TaskContext,
  ) => {
    writeFileSync(input.begun, '');
    while (!context.signal.aborted) await pause(5);
    writeFileSync(input.ended, '');
    return 'cleaned up';
  },
  /** Runs for ever and hears nothing. */
  deaf: async (begun: string): Promise<never> => {
    writeFileSync(begun, '');
    for (;;);
  },
};
