import type { WorkerQuestion, WorkerReply } from './asked-worker.ts';
import { reasonOf } from './evidence.ts';

/** Inside a worker: answers every question with what `work` gives; what it throws becomes a reason. */
export function answerQuestions<Q, A>(work: (question: Q) => Promise<A>): void {
  self.addEventListener('message', ({ data }: MessageEvent<WorkerQuestion<Q>>) => {
    const { id, question } = data;
    work(question).then(
      (answer) => self.postMessage({ id, ok: true, answer } satisfies WorkerReply<A>),
      (error: unknown) => {
        self.postMessage({ id, ok: false, reason: reasonOf(error) } satisfies WorkerReply<A>);
      },
    );
  });
}
