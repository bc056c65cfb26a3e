import type { Failure } from '../../../shared/failures.ts';
import { diskRefusal } from '../wire-failure.ts';
import type { FileFailure } from './file-failure.ts';

export type ReadingFailure = Failure<'not-readable'>;
export type WritingFailure = Failure<'not-writable' | 'disk-full' | 'read-only'>;

/** Why a file could not be read, for a method that only reads. `shown` is what the person knows the file by. */
export function readingFailure(failure: FileFailure, shown: string = failure.file): ReadingFailure {
  return { kind: 'not-readable', file: shown, detail: failure.code };
}

/** Why a file could not be written, for a method whose own folders are there: nothing has changed then. */
export function writingFailure(failure: FileFailure, shown: string = failure.file): WritingFailure {
  const refusal = diskRefusal({ ...failure, file: shown });
  switch (refusal.kind) {
    case 'not-readable':
    case 'file-exists':
      return { kind: 'not-writable', file: shown, detail: failure.code };
    default:
      return refusal;
  }
}
