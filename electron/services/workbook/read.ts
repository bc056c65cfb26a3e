import { fail, ok, type Result } from '../../../shared/result.ts';
import type { WorkbookPayload } from '../../../shared/workbook.ts';
import { Refusal } from '../opc/refusal.ts';
import { textFor } from '../text.ts';
import { looksOf } from './cell-look.ts';
import { checkConsistency } from './consistency.ts';
import { Difference } from './difference.ts';
import { PAYLOAD_PART, readPayload, type WorkbookFailure } from './payload.ts';
import { sheetsOf } from './payload-sheets.ts';
import { checkBookkeeping, sheetPart } from './read-bookkeeping.ts';
import { checkSheet } from './read-sheet.ts';
import { readStrings } from './read-strings.ts';
import { readStyles } from './read-styles.ts';
import { heightScale } from './style.ts';

/**
 * Takes the payload out of the verified parts of a signed workbook (those of a `valid` verdict, no others) and proves that
 * it is what a reader sees: the sheets are built from it again and compared with every cell, with the formats, margins and
 * sizes that could hide one, and nothing else may be in the file. Never throws on hostile parts.
 */
export function readWorkbook(
  parts: ReadonlyMap<string, Uint8Array>,
): Result<WorkbookPayload, WorkbookFailure> {
  const read = readPayload(parts.get(PAYLOAD_PART));
  if (!read.ok) return read;
  const consistent = checkConsistency(read.value);
  if (!consistent.ok) return consistent;
  try {
    checkSheets(parts, read.value);
  } catch (problem) {
    if (problem instanceof Difference) return fail(problem.failure);
    if (!(problem instanceof Refusal)) throw problem;
    const detail = `${problem.part}: ${problem.reason} ${problem.detail}`;
    return fail({ kind: 'content-differs', sheet: '', cell: '', detail });
  }
  return ok(read.value);
}

function checkSheets(parts: ReadonlyMap<string, Uint8Array>, payload: WorkbookPayload): void {
  const sheets = sheetsOf(payload, textFor(payload.locale));
  checkBookkeeping(parts, sheets);
  const tables = {
    strings: readStrings(parts.get('xl/sharedStrings.xml')),
    formats: readStyles(parts.get('xl/styles.xml'), payload.locale),
    looks: looksOf(payload.locale),
    scale: heightScale(payload.locale),
  };
  sheets.forEach((sheet, index) => {
    checkSheet(parts.get(sheetPart(index)) ?? new Uint8Array(0), sheet, tables);
  });
}
