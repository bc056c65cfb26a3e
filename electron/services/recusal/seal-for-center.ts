import { createHash } from 'node:crypto';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { encryptAge } from '../age/stream.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { writeStreamDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import { makeFolder } from '../disk/file-system.ts';

/**
 * Writes content as an age file that only the center opens (`age -d -i KEY FILE`), durably, with its folder. Gives the
 * SHA-256 of the file.
 */
export async function sealForCenter(
  file: string,
  content: Uint8Array,
  recipient: string,
): Promise<Result<string, WritingFailure>> {
  const made = await attempt(file, 'write', () => makeFolder(path.dirname(file)));
  if (!made.ok) return fail(writingFailure(made.failure));
  const hash = createHash('sha256');
  const written = await writeStreamDurably(
    file,
    hashed(encryptAge(once(content), [recipient]), hash),
  );
  if (written.ok) return ok(hash.digest('hex'));
  if (written.failure.kind === 'cancelled') throw new Error('nothing could have cancelled this');
  return fail(writingFailure(written.failure));
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

async function* hashed(
  pieces: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
