import { type EvidenceSource, ViewerError } from '../evidence.ts';
import { within } from '../read-bytes.ts';
import { readOffice } from '../read-office.ts';
import type { ShownSheet } from './sheet-model.ts';
import type { WorkbookAnswer } from './workbook-worker.ts';

const readMs = 45_000;

/** The sheets of a workbook, read in a worker that is ended afterwards whatever happens. */
export async function loadWorkbook(source: EvidenceSource): Promise<readonly ShownSheet[]> {
  const bytes = await readOffice(source);
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await within(readMs, answerOf(worker, bytes));
    if (!answer.ok) throw new ViewerError('damaged', answer.detail);
    if (answer.sheets.length === 0) throw new ViewerError('empty');
    return answer.sheets;
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, bytes: Uint8Array<ArrayBuffer>): Promise<WorkbookAnswer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<WorkbookAnswer>) => resolve(event.data);
    worker.onerror = (event) => reject(new ViewerError('damaged', event.message));
    worker.postMessage(bytes.buffer, [bytes.buffer]);
  });
}
