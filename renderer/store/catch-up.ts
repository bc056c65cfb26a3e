import type { Recorded } from '../../shared/domain/review.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Projection } from './projection.ts';

/** What the privileged side answers: entries in order, and where the journal ends. */
export interface Reading<E> {
  readonly events: readonly Recorded<E>[];
  readonly journal: { readonly head: string; readonly length: number };
}

/**
 * All entries of a journal, read from the projection as far as it is right. Its last entry is asked for once more:
 * where the journal holds another one there, or is shorter, the projection belongs to another history (a restored
 * backup, a new round of the same name) and is built anew.
 */
export async function catchUp<E, F>(
  projection: Projection<E>,
  read: (after: number) => Promise<Result<Reading<E>, F>>,
): Promise<Result<readonly Recorded<E>[], F>> {
  const kept = await projection.read();
  const news = await read(Math.max(0, kept.length - 1));
  if (!news.ok) return news;
  const [first, ...rest] = news.value.events;
  if (kept.length > 0 && same(first, kept.at(-1))) {
    await projection.append(rest);
    return ok([...kept, ...rest]);
  }
  const all = kept.length <= 1 ? news : await read(0);
  if (all.ok) await projection.replace(all.value.events);
  return all.ok ? ok(all.value.events) : all;
}

/** What of these unsent events is not among the entries yet: an answer may be lost after the disk has them. */
export function withoutKnown<W>(
  entries: readonly Recorded<unknown>[],
  unsent: readonly W[],
): readonly W[] {
  let known = 0;
  for (const { event } of entries) {
    if (known < unsent.length && same(event, unsent[known])) known += 1;
  }
  return unsent.slice(known);
}

/** Equal as JSON, whatever the order of the keys. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
