import { parentPort } from 'node:worker_threads';
import { serveTasks } from './serve.ts';
import { tasks } from './tasks.ts';

if (parentPort === null) throw new Error('runs only as a worker thread');
serveTasks(parentPort, tasks);
