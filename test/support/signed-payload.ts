import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readWorkbook } from '../../electron/services/workbook/read.ts';
import { readStrictPackage } from '../../electron/services/zip/strict-package.ts';
import { must } from '../../shared/result.ts';
import type { PanelPayload, ResultPayload, WorkbookPayload } from '../../shared/workbook.ts';

/** The payload of a workbook file, held against its cells; who signed it is not asked. */
export function payloadIn(file: string): WorkbookPayload {
  const { entries } = must(readStrictPackage(new Uint8Array(readFileSync(file))));
  const parts = new Map([...entries].map(([name, { bytes }]) => [name, bytes]));
  return must(readWorkbook(parts));
}

/** The payload of an expert's workbook. */
export function resultIn(file: string): ResultPayload {
  const payload = payloadIn(file);
  if (payload.format !== 'haizhi.result') throw new Error(`${file} is a panel's`);
  return payload;
}

/** The payload of a panel's workbook. */
export function panelIn(file: string): PanelPayload {
  const payload = payloadIn(file);
  if (payload.format !== 'haizhi.panel') throw new Error(`${file} is an expert's`);
  return payload;
}

/** SHA-256 of a file, lower-case hex. */
export function hashOfFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
