import { hkdfSync, randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type ReadingFailure,
  readingFailure,
  type WritingFailure,
  writingFailure,
} from '../disk/disk-failure.ts';
import { readBounded, writeDurably } from '../disk/durable-file.ts';
import type { Identity } from './vault.ts';

const seedLength = 32;

/**
 * The key of the sealed projection in the browser's store, 32 bytes: useful for nothing else, it does not lead back to the
 * profile key. It rests on a random seed in `file` too, made when first needed: see `renewProjectionSeed`.
 */
export async function projectionKey(
  file: string,
  { profileKey }: Identity,
): Promise<Result<Uint8Array, ReadingFailure | WritingFailure>> {
  const seed = await readBounded(file, 1024);
  if (!seed.ok && seed.failure.kind !== 'missing') return fail(readingFailure(seed.failure));
  if (seed.ok && seed.value.length === seedLength) return ok(derive(profileKey, seed.value));
  const renewed = await renewProjectionSeed(file);
  return renewed.ok ? ok(derive(profileKey, renewed.value)) : renewed;
}

/**
 * Replaces the seed: whatever lies in the browser's store, deleted rows of its database files included, cannot be opened
 * any more, by this person either. The store is rebuilt from the journals.
 */
export async function renewProjectionSeed(
  file: string,
): Promise<Result<Uint8Array, WritingFailure>> {
  const seed = new Uint8Array(randomBytes(seedLength));
  const written = await writeDurably(file, seed);
  return written.ok ? ok(seed) : fail(writingFailure(written.failure));
}

function derive(profileKey: Uint8Array, seed: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', profileKey, seed, 'haizhi projection v1', 32));
}
