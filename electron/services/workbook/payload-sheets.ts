import { assertNever } from '../../../shared/result.ts';
import type { WorkbookPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { sheetsOfPanel } from './panel-sheets.ts';
import { sheetsOfResult } from './result-sheets.ts';
import type { Sheet } from './sheet.ts';

/** The sheets of a payload: what is written, and what an import compares with. */
export function sheetsOf(payload: WorkbookPayload, text: Text): readonly Sheet[] {
  switch (payload.format) {
    case 'haizhi.result':
      return sheetsOfResult(payload, text);
    case 'haizhi.panel':
      return sheetsOfPanel(payload, text);
    default:
      return assertNever(payload);
  }
}
