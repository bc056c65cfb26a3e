import type { Failure } from '../../shared/failures.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Text } from '../services/text.ts';
import type { Outcome } from './command.ts';
import { failureLines } from './failure-lines.ts';
import type { PanelWords } from './panel-words.ts';

/** What would become of a state, and everything that would be refused on the way. */
interface Rehearsal<S> {
  readonly state: S;
  /** Each once, in the order of the events; what is refused leaves the state as it is. */
  readonly refusals: readonly Failure[];
}

/** At least one. */
export type Failures = readonly [Failure, ...Failure[]];

/** A list of refusals as what is in the way; `null` for none. */
export function inTheWay(refusals: readonly Failure[]): Failures | null {
  const [first, ...rest] = refusals;
  return first === undefined ? null : [first, ...rest];
}

/** Tries events on a copy of a state, so that a file with mistakes changes nothing and shows all of them. */
export function rehearse<S, E>(
  state: S,
  events: readonly E[],
  step: (state: S, event: E) => Result<S, Failure>,
): Rehearsal<S> {
  const refusals = new Map<string, Failure>();
  let here = state;
  for (const event of events) {
    const next = step(here, event);
    if (next.ok) here = next.value;
    else refusals.set(JSON.stringify(next.failure), next.failure);
  }
  return { state: here, refusals: [...refusals.values()] };
}

/** As many events as one call takes. */
const mostAtOnce = 5_000;

/** Records events that have been rehearsed, in as many calls as they need. */
export async function recordAll<E>(
  events: readonly E[],
  record: (events: E[]) => Promise<Result<unknown, Failure>>,
): Promise<Result<void, Failure>> {
  for (let start = 0; start < events.length; start += mostAtOnce) {
    const recorded = await record(events.slice(start, start + mostAtOnce));
    if (!recorded.ok) return recorded;
  }
  return ok();
}

/** Refusals of one file as one outcome: several under a head line of their own. */
export function refusedFile(
  failures: Failures,
  head: string,
  text: Text,
  panel?: PanelWords,
): Outcome {
  const [failure, ...others] = failures;
  if (others.length === 0) return { ok: false, failure, lines: failureLines(failure, text, panel) };
  const lines = failures.flatMap((each) =>
    failureLines(each, text, panel).map((line) => `  ${line}`),
  );
  return ok({ lines: [head, ...lines], value: { failures }, refused: true });
}
