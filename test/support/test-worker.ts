import { parentPort } from 'node:worker_threads';
import { serveTasks } from '../../electron/services/compute/serve.ts';
import { testTasks } from './test-tasks.ts';

if (parentPort === null) throw new Error('runs only as a worker thread');
serveTasks(parentPort, testTasks);
