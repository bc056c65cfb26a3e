import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import type { EventCoding } from '../journal/folded-journal.ts';
import type { Inspection } from '../journal/inspect.ts';
import { sealForCenter } from '../recusal/seal-for-center.ts';
import type { JournalName } from './own-exports.ts';

/** A journal that is not as it was recorded. */
export interface DamagedJournal {
  readonly journal: JournalName;
  /** The first entry, from 1, that is not what was recorded. */
  readonly record: number;
  readonly reason: string;
  readonly found: Inspection;
  /** How its values become events; what it cannot read stays as it is. */
  readonly coding: Pick<EventCoding<unknown>, 'decode'>;
}

/** Whose journals, and who may read what is left of them. */
interface RemainderOwner {
  readonly folder: string;
  readonly round: string;
  readonly expert: string;
  /** The center's age recipient. */
  readonly recipient: string;
}

/**
 * Seals what is left behind the sound entries of damaged journals for the center's eyes only: the bytes, encrypted as they
 * are, and what they seem to say. Nothing in it is proven, and it says so. Private notes stay with their person: of a note
 * only its place and application are told. The same remainder has one file. Gives its path.
 */
export async function sealRemainder(
  { folder, round, expert, recipient }: RemainderOwner,
  journals: readonly DamagedJournal[],
): Promise<Result<string, WritingFailure>> {
  const hash = createHash('sha256');
  for (const { found } of journals) hash.update(found.head ?? '-').update(found.remainder.bytes);
  const file = path.join(folder, `remainder-${hash.digest('hex').slice(0, 32)}.age`);
  const content = encode({ round, expert, journals: journals.map(described) });
  const sealed = await sealForCenter(file, content, recipient);
  content.fill(0);
  return sealed.ok ? ok(file) : sealed;
}

function described({ journal, record, reason, found, coding }: DamagedJournal) {
  const { length, head, remainder } = found;
  return {
    journal,
    reason,
    record,
    sound: { length, head },
    unproven: remainder.entries.map(({ sequence, at, value }) => ({
      seq: sequence,
      at,
      event: withoutNote(coding.decode(value) ?? value),
    })),
    bytes: Buffer.from(remainder.bytes).toString('base64'),
  };
}

function withoutNote(event: unknown): unknown {
  const isNote =
    typeof event === 'object' && event !== null && 'kind' in event && event.kind === 'note.written';
  if (!isNote) return event;
  return { kind: event.kind, application: 'application' in event ? event.application : null };
}

/** Plain JSON, so that the center reads it with `age -d` alone. */
function encode(content: object): Uint8Array {
  const file = { format: 'haizhi.journal-remainder', version: 1, ...content };
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}
