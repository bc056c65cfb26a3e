import type { ApplicationId } from '../../../shared/domain/application.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RoundHome } from '../home.ts';
import { type RecordFailure, recordFailure } from '../journal/folded-journal.ts';
import { inspectJournal } from '../journal/inspect.ts';
import { keyedApplications } from '../recusal/entry-coding.ts';

/** What stands in the sound entries of a round's review, without opening it; nothing where there is none yet. */
export async function soundValues(
  { reviewJournal: path }: RoundHome,
  key: Uint8Array,
  round: string,
): Promise<Result<readonly JsonValue[], RecordFailure>> {
  const journal = await inspectJournal({ path, key, id: `${round}/review` });
  if (journal.ok) return ok(journal.value.entries.map(({ value }) => value));
  const { failure } = journal;
  return failure.kind === 'missing' ? ok([]) : fail(recordFailure(failure, path));
}

/** The applications whose keys that review rests on. */
export async function keyedInJournal(
  home: RoundHome,
  key: Uint8Array,
  round: string,
): Promise<Result<ReadonlySet<ApplicationId>, RecordFailure>> {
  const values = await soundValues(home, key, round);
  return values.ok ? ok(keyedApplications(values.value)) : values;
}
