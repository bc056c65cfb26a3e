import { type RefusalReason, ViewerError } from './evidence.ts';
import { within } from './read-bytes.ts';

/** What a worker that reads hostile files says to a question: the answer, or why there is none. */
export type WorkerReply<A> = { readonly id: number } & (
  | { readonly ok: true; readonly answer: A }
  | { readonly ok: false; readonly reason: RefusalReason }
);

export interface WorkerQuestion<Q> {
  readonly id: number;
  readonly question: Q;
}

/** Questions to a worker and their answers, by number. A worker that takes too long is ended for good. */
export class AskedWorker<Q, A> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<A>>();
  #count = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<WorkerReply<A>>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.ok) waiting?.resolve(data.answer);
      else waiting?.reject(new ViewerError(data.reason));
    };
    worker.onerror = () => this.#fail(new ViewerError('damaged'));
  }

  /** Rejects with `ViewerError`, `too-slow` after `limitMs`. */
  async ask(question: Q, limitMs: number): Promise<A> {
    this.#count += 1;
    const id = this.#count;
    const waiting = Promise.withResolvers<A>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, question } satisfies WorkerQuestion<Q>);
    try {
      return await within(limitMs, waiting.promise);
    } catch (error) {
      if (error instanceof ViewerError && error.reason === 'too-slow') this.end();
      throw error;
    }
  }

  /** Ends the worker; whoever waits is told that the file cannot be read any more. */
  end(): void {
    this.#worker.terminate();
    this.#fail(new ViewerError('unreadable'));
  }

  #fail(error: ViewerError): void {
    for (const { reject, promise } of this.#waiting.values()) {
      promise.catch(() => undefined);
      reject(error);
    }
    this.#waiting.clear();
  }
}
