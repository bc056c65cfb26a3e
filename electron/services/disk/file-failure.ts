import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';

/**
 * Why a file could not be read or written. `file` is the path that was asked for, `code` the
 * operating system's own word (`ENOSPC`), for the log and for support.
 *
 * - `disk-full`: no space or quota left.
 * - `read-only`: the file system is mounted read-only.
 * - `not-writable`, `not-readable`: the account may not.
 * - `missing`: the file or its folder is not there (also: the stick was pulled).
 * - `exists`: a file is there and must not be replaced.
 * - `too-large`: above what the file system (4 GB on FAT32) or the format allows.
 * - `bad-name`: the file system refuses the name.
 * - `device-error`: the device reports a fault; what it holds may be lost.
 * - `other`: anything else; `code` says what.
 */
export interface FileFailure {
  readonly kind: FileFailureKind;
  readonly file: string;
  readonly code: string;
}

export type FileFailureKind =
  | 'disk-full'
  | 'read-only'
  | 'not-writable'
  | 'not-readable'
  | 'missing'
  | 'exists'
  | 'too-large'
  | 'bad-name'
  | 'device-error'
  | 'other';

/** What was being done when the operating system refused. */
type Access = 'read' | 'write';

const KINDS: Readonly<Record<string, FileFailureKind>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EEXIST: 'exists',
  EFBIG: 'too-large',
  ENAMETOOLONG: 'bad-name',
  EILSEQ: 'bad-name',
  EIO: 'device-error',
  ENODEV: 'device-error',
  ENXIO: 'device-error',
  ESTALE: 'device-error',
};

/**
 * The operating system's error as a failure that names `file`.
 * @throws whatever does not come from the operating system: that is a bug, not a failure.
 */
export function fileFailure(error: unknown, file: string, access: Access): FileFailure {
  const code = systemCode(error);
  if (code === null) throw error;
  return { kind: kindOf(code, access), file, code };
}

/** The operating system's code of an error (`ENOENT`), or null when it is another kind of error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Runs `action`; a refusal by the operating system becomes a failure that names `file`. */
export async function attempt<T>(
  file: string,
  access: Access,
  action: () => Promise<T>,
): Promise<Result<T, FileFailure>> {
  try {
    return ok(await action());
  } catch (error) {
    return fail(fileFailure(error, file, access));
  }
}

function kindOf(code: string, access: Access): FileFailureKind {
  if (code === 'EACCES' || code === 'EPERM') {
    return access === 'read' ? 'not-readable' : 'not-writable';
  }
  return KINDS[code] ?? 'other';
}
