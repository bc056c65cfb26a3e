import path from 'node:path';
import type { FileReference } from '../shared/exchange.ts';
import type { Failure } from '../shared/failures.ts';
import { fail, type Result } from '../shared/result.ts';
import { type FileStore, fileName } from './services/files.ts';

/** What a person hands to the app; everything else that lies on the machine is none of the page's business. */
const taken = ['.hzb', '.hzp', '.xlsx', '.pem'];

/**
 * Mints a token for a file that was dropped on the page. A page that is no longer ours could send any path here: only
 * files of our kinds are taken, and each is judged like one that came by a dialog. A file that the page made itself
 * has no path.
 */
export async function takeDropped(
  files: FileStore,
  file: unknown,
): Promise<Result<FileReference, Failure>> {
  if (typeof file !== 'string' || !path.isAbsolute(file) || file.includes('\0')) {
    return fail({ kind: 'unknown-file' });
  }
  if (taken.includes(path.extname(file).toLowerCase())) return files.mint(file);
  const detail = taken.join(' ');
  return fail({ kind: 'not-readable', file: fileName(path.basename(file)), detail });
}
