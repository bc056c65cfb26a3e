import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { call, reaching } from '../../client.ts';
import type { EvidenceSource } from '../../viewers/evidence.ts';

/** A document as the contract names it. */
export interface DocumentPlace {
  readonly round: string;
  readonly application: string;
  readonly document: string;
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
 * Opens a document, which checks it and is written into the journal, and reads it by pieces. `lost` hears of a piece
 * that could not be read.
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
  return ok({ name, mediaType, size, read });
}
