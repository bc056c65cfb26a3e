import { readWorkbook } from './read-workbook.ts';
import type { ShownSheet } from './sheet-model.ts';

/** What the worker answers to the bytes of a workbook. */
export type WorkbookAnswer =
  | { readonly ok: true; readonly sheets: readonly ShownSheet[] }
  | { readonly ok: false; readonly detail: string };

/** Workbooks are read here, where a file that never ends can be stopped without stopping the page. */
self.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
  readWorkbook(event.data).then(
    (sheets) => self.postMessage({ ok: true, sheets } satisfies WorkbookAnswer),
    (error: unknown) =>
      self.postMessage({ ok: false, detail: String(error) } satisfies WorkbookAnswer),
  );
});
