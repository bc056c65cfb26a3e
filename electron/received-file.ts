import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FileReference } from '../shared/exchange.ts';
import type { Failure } from '../shared/failures.ts';
import { fail, type Result } from '../shared/result.ts';
import { writingFailure } from './services/disk/disk-failure.ts';
import { writeStreamDurably } from './services/disk/durable-file.ts';
import { attempt } from './services/disk/file-failure.ts';
import { type FileStore, fileName } from './services/files.ts';

/** A folder below `staging` for what one run of the app receives. */
export function uploadsIn(staging: string): string {
  return path.join(staging, `uploads-${randomBytes(8).toString('hex')}`);
}

/**
 * Removes what earlier runs have received: a run that was killed could not, and a bundle lies there as the center sent it.
 * Only for whoever has the place to itself.
 */
export async function removeUploads(staging: string): Promise<void> {
  const names = await readdir(staging).catch(() => []);
  for (const name of names.filter((each) => each.startsWith('uploads-'))) {
    await rm(path.join(staging, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Takes a file that the page uploads into `folder`, under a name of its own, and mints a token for it. */
export async function receiveFile(
  files: FileStore,
  folder: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<FileReference, Failure>> {
  const made = await attempt(folder, 'write', () =>
    mkdir(folder, { recursive: true, mode: 0o700 }),
  );
  if (!made.ok) return fail(writingFailure(made.failure));
  const target = path.join(folder, randomBytes(12).toString('hex'));
  const written = await writeStreamDurably(target, bytes);
  if (written.ok) return files.receive(target, name);
  if (written.failure.kind === 'cancelled') return fail({ kind: 'cancelled' });
  return fail(writingFailure(written.failure, fileName(name)));
}
