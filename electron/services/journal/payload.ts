import type { JsonValue } from '../../../shared/json.ts';

/** One change as the journal keeps it. */
export interface JournalEntry {
  /** 1 for the first entry of the journal, then without gaps. */
  readonly sequence: number;
  /** The machine's clock when it was appended, ISO 8601 UTC. A claim: clocks jump, `sequence` is the order. */
  readonly at: string;
  readonly value: JsonValue;
}

interface Batch {
  readonly at: string;
  readonly entries: readonly JsonValue[];
}

/**
 * One batch as text.
 * @throws when an entry is not JSON data: that is a bug of the caller and must not become a `null` on disk.
 */
export function encodeBatch(at: Date, entries: readonly unknown[]): string {
  return JSON.stringify({ at: at.toISOString(), entries }, refuseOtherThanJson);
}

/** The payload of a frame from the batches that it commits together. */
export function encodePayload(batches: readonly string[]): Buffer {
  return Buffer.from(`[${batches.join(',')}]`);
}

/** The entries of a frame's payload; `first` entries stand before it. The payload is authenticated. */
export function decodePayload(payload: Buffer, first: number): readonly JournalEntry[] {
  const batches: readonly Batch[] = JSON.parse(payload.toString('utf8'));
  let sequence = first;
  return batches.flatMap(({ at, entries }) =>
    entries.map((value) => ({ sequence: ++sequence, at, value })),
  );
}

function refuseOtherThanJson(this: unknown, key: string, value: unknown): unknown {
  const isNumberLost = typeof value === 'number' && !Number.isFinite(value);
  const isLost =
    typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol';
  const isHole = value === undefined && Array.isArray(this);
  if (isNumberLost || isLost || isHole || ArrayBuffer.isView(value) || value instanceof Map) {
    throw new TypeError(`not JSON data at "${key}"`);
  }
  return value;
}
