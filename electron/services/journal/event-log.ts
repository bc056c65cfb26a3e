import { compareText } from '../../../shared/domain/order.ts';
import type { Recorded } from '../../../shared/domain/review.ts';

/** How often a kind of event stands in a journal, and when first and last. */
interface LogLine {
  readonly kind: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** The summary of a journal that its signed workbook shows: one line per kind of event, sorted by kind. */
export function logSummary(
  entries: readonly Recorded<{ readonly kind: string }>[],
): readonly LogLine[] {
  const lines = new Map<string, LogLine>();
  for (const { at, event } of entries) {
    const line = lines.get(event.kind);
    lines.set(event.kind, {
      kind: event.kind,
      count: (line?.count ?? 0) + 1,
      first: line?.first ?? at,
      last: at,
    });
  }
  return [...lines.values()].toSorted((a, b) => compareText(a.kind, b.kind));
}
