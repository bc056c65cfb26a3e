import { Worker } from 'node:worker_threads';
import type { RunOptions } from './compute.ts';
import type { FromWorker, ToWorker } from './serve.ts';

interface Job {
  readonly name: string;
  readonly input: unknown;
  readonly options: RunOptions;
  resolve(output: unknown): void;
  reject(reason: unknown): void;
}

/** Milliseconds: `grace` for a cancelled task, `rest` without a task before a thread ends. */
interface Patience {
  readonly grace: number;
  readonly rest: number;
}

/** The threads and the queue behind `Compute`. */
export class ComputePool {
  readonly #module: URL;
  readonly #size: number;
  readonly #patience: Patience;
  readonly #threads = new Set<Thread>();
  #waiting: Job[] = [];

  constructor(module: URL, size: number, patience: Patience) {
    this.#module = module;
    this.#size = size;
    this.#patience = patience;
  }

  run(name: string, input: unknown, options: RunOptions): Promise<unknown> {
    const { signal } = options;
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const withdraw = () => this.#withdraw(job);
      const job: Job = {
        name,
        input,
        options,
        resolve(output) {
          signal?.removeEventListener('abort', withdraw);
          resolve(output);
        },
        reject(reason) {
          signal?.removeEventListener('abort', withdraw);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', withdraw);
      this.#waiting.push(job);
      this.#assign();
    });
  }

  async close(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    for (const job of waiting) job.reject(new Error('compute was closed'));
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  /** A job that still waits is dropped; a running one is told to stop by its thread. */
  #withdraw(job: Job): void {
    if (!this.#waiting.includes(job)) return;
    this.#waiting = this.#waiting.filter((each) => each !== job);
    job.reject(job.options.signal?.reason);
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idleThread();
      const job = thread === null ? undefined : this.#waiting.shift();
      if (thread === null || job === undefined) return;
      thread.start(job);
    }
  }

  #idleThread(): Thread | null {
    for (const thread of this.#threads) if (thread.isIdle) return thread;
    if (this.#threads.size >= this.#size) return null;
    const thread: Thread = new Thread(this.#module, this.#patience, {
      onIdle: () => this.#assign(),
      onExit: () => {
        this.#threads.delete(thread);
        this.#assign();
      },
    });
    this.#threads.add(thread);
    return thread;
  }
}

interface ThreadEvents {
  onIdle(): void;
  onExit(): void;
}

/** One worker thread and the job it runs, if any. It ends with the first crash; the pool starts another. */
class Thread {
  readonly #worker: Worker;
  readonly #patience: Patience;
  readonly #events: ThreadEvents;
  #job: Job | null = null;
  #count = 0;
  #crash: unknown = null;
  #hasEnded = false;
  #resting: NodeJS.Timeout | undefined;
  #stopWatching: () => void = () => undefined;

  constructor(module: URL, patience: Patience, events: ThreadEvents) {
    this.#patience = patience;
    this.#events = events;
    // Flags of the host process (a test runner's loader, a debugger) are not the worker's.
    this.#worker = new Worker(module, { execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => {
      this.#crash = error;
      this.#hasEnded = true;
    });
    this.#worker.on('exit', (code) => this.#exited(code));
  }

  get isIdle(): boolean {
    return this.#job === null && !this.#hasEnded;
  }

  start(job: Job): void {
    clearTimeout(this.#resting);
    this.#job = job;
    this.#count++;
    try {
      const { name, input, options } = job;
      this.#send({ kind: 'run', job: this.#count, name, input }, options.transfer);
    } catch (error) {
      // The input cannot be cloned: a bug of the caller, told to the caller.
      this.#job = null;
      job.reject(error);
      return;
    }
    this.#worker.ref();
    this.#watch(job);
  }

  async end(): Promise<void> {
    clearTimeout(this.#resting);
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  #watch({ options: { signal } }: Job): void {
    if (signal === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#send({ kind: 'cancel', job: this.#count });
      timer = setTimeout(() => void this.end(), this.#patience.grace);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#stopWatching = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
  }

  #receive(message: FromWorker): void {
    const job = this.#job;
    if (job === null || message.job !== this.#count) return;
    switch (message.kind) {
      case 'progress':
        job.options.onProgress?.(message.done, message.total);
        break;
      case 'done':
        this.#settle((signal) =>
          signal?.aborted === true ? job.reject(signal.reason) : job.resolve(message.output),
        );
        break;
      case 'failed':
        this.#settle((signal) =>
          job.reject(signal?.aborted === true ? signal.reason : message.error),
        );
        break;
    }
  }

  #settle(answer: (signal: AbortSignal | undefined) => void): void {
    const signal = this.#job?.options.signal;
    this.#stopWatching();
    this.#stopWatching = () => undefined;
    this.#job = null;
    this.#worker.unref();
    answer(signal);
    if (this.#hasEnded) return;
    this.#resting = setTimeout(() => void this.end(), this.#patience.rest).unref();
    this.#events.onIdle();
  }

  #exited(code: number): void {
    this.#hasEnded = true;
    const job = this.#job;
    if (job !== null) {
      const crash = this.#crash ?? new Error(`a compute worker ended with code ${code}`);
      this.#settle((signal) => job.reject(signal?.aborted === true ? signal.reason : crash));
    }
    this.#events.onExit();
  }

  #send(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
