import type { MessagePort } from 'node:worker_threads';

/** What a running task may use to speak with whoever waits for it. */
export interface TaskContext {
  /** Aborted when nobody wants the output any more. Tasks of more than a second look at it. */
  readonly signal: AbortSignal;
  /** Reports work done out of `total`, in any unit. */
  progress(done: number, total: number): void;
}

/** A named set of tasks. */
export type TaskTable = Readonly<
  Record<string, (input: never, context: TaskContext) => Promise<unknown>>
>;

export type ToWorker =
  | { readonly kind: 'run'; readonly job: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly job: number };

export type FromWorker =
  | {
      readonly kind: 'progress';
      readonly job: number;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'done'; readonly job: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly job: number; readonly error: unknown };

/** The worker's side: runs the tasks that arrive on `port` until the thread ends. */
export function serveTasks(port: MessagePort, tasks: TaskTable): void {
  const running = new Map<number, AbortController>();
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') {
      running.get(message.job)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(message.job, controller);
    void perform(port, tasks, message, controller.signal).finally(() => {
      running.delete(message.job);
    });
  });
}

async function perform(
  port: MessagePort,
  tasks: TaskTable,
  { job, name, input }: Extract<ToWorker, { kind: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  const answer = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const progress = (done: number, total: number) => answer({ kind: 'progress', job, done, total });
  try {
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    if (task === undefined) throw new Error(`no such task: ${name}`);
    // The input crossed the thread boundary as the type that `run` took for this very name.
    const output = await task(input as never, { signal, progress });
    answer({ kind: 'done', job, output }, ownMemory(output));
  } catch (error) {
    answer({
      kind: 'failed',
      job,
      error: error instanceof Error ? error : new Error(String(error)),
    });
  }
}

/** Bytes of an output that lie in memory of their own go over instead of being copied: a copy of a secret would stay here. */
function ownMemory(output: unknown, depth = 0): ArrayBuffer[] {
  if (output instanceof Uint8Array) {
    const { buffer } = output;
    return buffer instanceof ArrayBuffer && buffer.byteLength === output.length ? [buffer] : [];
  }
  if (typeof output !== 'object' || output === null || depth === 2) return [];
  return Object.values(output).flatMap((each) => ownMemory(each, depth + 1));
}
