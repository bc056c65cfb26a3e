import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { call, reaching } from '../../client.ts';
import type { ByteRange, EvidenceSource } from '../../viewers/evidence.ts';

/** A document as the contract names it. */
interface DocumentPlace {
  readonly round: string;
  readonly application: string;
  readonly document: string;
  /** Nothing is recorded where the app reads it for its `index`. */
  readonly purpose?: 'index';
}

/** The token of an opened document stops working: the identity was locked, or the app's other half started anew. */
class ReadError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.name = 'ReadError';
    this.failure = failure;
  }
}

/**
 * Opens a document, which is written into the journal, and reads it by pieces. `lost` hears of a piece that could not
 * be read, and of a large document that turns out, after its first pages are on screen, not to be the one listed.
 */
export async function openEvidence(
  place: DocumentPlace,
  lost: (failure: Failure) => void,
): Promise<Result<EvidenceSource, Failure>> {
  const opened = await reaching(() => call('documents.open', place));
  if (!opened.ok) return opened;
  const { document, size, mediaType, name } = opened.value;
  const read = async (offset: number, length: number) => {
    const chunk = await reaching(() => call('documents.chunk', { document, offset, length }));
    if (chunk.ok) return Uint8Array.fromBase64(chunk.value.data);
    lost(chunk.failure);
    throw new ReadError(chunk.failure);
  };
  const readMany = async (ranges: readonly ByteRange[]) => {
    const inside = ranges.map((each) => ({ ...each }));
    const joined = await reaching(() => call('documents.ranges', { document, ranges: inside }));
    if (joined.ok) return splitAt(Uint8Array.fromBase64(joined.value.data), ranges);
    lost(joined.failure);
    throw new ReadError(joined.failure);
  };
  void reaching(() => call('documents.check', { document })).then((checked) => {
    if (!checked.ok && checked.failure.kind === 'document-altered') lost(checked.failure);
  });
  return ok({ name, mediaType, size, read, readMany });
}

function splitAt(joined: Uint8Array, ranges: readonly ByteRange[]): readonly Uint8Array[] {
  let at = 0;
  return ranges.map(({ length }) => {
    at += length;
    return joined.slice(at - length, at);
  });
}
