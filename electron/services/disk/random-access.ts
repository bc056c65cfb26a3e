import type { FileHandle } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Why bytes could not be had: the medium (`code` is the system's, e.g. EIO), the end came too early, a tag did not match. */
export type ReadFailure =
  | { readonly kind: 'cannot-read'; readonly code: string }
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'not-authentic' };

/** Bytes that can be read at any place, in any order, several reads at a time. */
export type RandomAccess = {
  /** In bytes; does not change. */
  readonly size: number;
  /** Exactly `length` bytes from `position`, in memory of their own; 'cut-short' where the range leaves the source. */
  readonly read: (position: number, length: number) => Promise<Result<Uint8Array, ReadFailure>>;
};

/** The system's error code (ENOSPC, ENOENT…) of a thrown value, or null where it is a bug and not the system. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Reads an open file. `size` is taken as given: what lies behind it does not exist. The caller keeps the handle and closes it. */
export function fileAccess(handle: FileHandle, size: number): RandomAccess {
  return {
    size,
    read: async (position, length) => {
      if (!inside(size, position, length)) return fail({ kind: 'cut-short' });
      const bytes = Buffer.allocUnsafeSlow(length);
      try {
        for (let done = 0; done < length; ) {
          const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
          if (bytesRead === 0) return fail({ kind: 'cut-short' });
          done += bytesRead;
        }
      } catch (error) {
        const code = systemCode(error);
        if (code === null) throw error;
        return fail({ kind: 'cannot-read', code });
      }
      return ok(bytes);
    },
  };
}

/** Bytes already in memory. */
export function bytesAccess(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (position, length) =>
      inside(bytes.length, position, length)
        ? ok(new Uint8Array(bytes.subarray(position, position + length)))
        : fail({ kind: 'cut-short' }),
  };
}

/** The part of `source` from `start`, as a source of its own. Throws where the part is not inside: a bug. */
export function regionOf(source: RandomAccess, start: number, size: number): RandomAccess {
  if (!inside(source.size, start, size)) throw new RangeError('region outside of its source');
  return {
    size,
    read: async (position, length) =>
      inside(size, position, length)
        ? source.read(start + position, length)
        : fail({ kind: 'cut-short' }),
  };
}

function inside(size: number, position: number, length: number): boolean {
  return position >= 0 && length >= 0 && position + length <= size;
}
