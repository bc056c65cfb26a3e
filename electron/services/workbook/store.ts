import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import { makeFolder } from '../disk/file-system.ts';
import { PACKAGE_LIMITS } from '../zip/strict-package.ts';

/** Largest workbook that is looked at, in bytes: 50 MB. */
export const workbookLimit = PACKAGE_LIMITS.archive;

/** Where a workbook lies in a folder: by the SHA-256 of its bytes, so that the same file is kept once. */
export function workbookPath(folder: string, sha256: string): string {
  return path.join(folder, `${sha256}.xlsx`);
}

/** Keeps a workbook durably under its hash; one that is there already is written again, whole. */
export async function keepWorkbook(
  folder: string,
  sha256: string,
  bytes: Uint8Array,
): Promise<Result<string, WritingFailure>> {
  const file = workbookPath(folder, sha256);
  const made = await attempt(folder, 'write', () => makeFolder(folder));
  if (!made.ok) return fail(writingFailure(made.failure));
  const written = await writeDurably(file, bytes);
  return written.ok ? ok(file) : fail(writingFailure(written.failure));
}
