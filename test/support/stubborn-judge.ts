import { parentPort } from 'node:worker_threads';
import { serveTasks } from '../../electron/services/compute/serve.ts';
import { tasks } from '../../electron/services/compute/tasks.ts';
import type { VerificationInput } from '../../electron/services/workbook/verification.ts';

/** A worker that never gets done with a file that begins with 1, fails at one with 2, dies of one with 3, and judges all others. */

if (parentPort === null) throw new Error('runs only as a worker thread');
serveTasks(parentPort, {
  ...tasks,
  'workbook.verify': async (input: VerificationInput) => {
    const [first] = input.bytes;
    if (first === 1) for (;;);
    if (first === 2) throw new TypeError('cannot read properties of undefined');
    if (first === 3) process.exit(1);
    return tasks['workbook.verify'](input);
  },
});
