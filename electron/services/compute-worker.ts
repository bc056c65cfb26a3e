import { parentPort } from 'node:worker_threads';
import { serveTasks } from './compute-serve.ts';
import { tasks } from './compute-tasks.ts';

if (parentPort === null) throw new Error('runs only as a worker thread');
serveTasks(parentPort, tasks);
