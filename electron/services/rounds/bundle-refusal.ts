import type { Failure } from '../../../shared/failures.ts';
import { assertNever } from '../../../shared/result.ts';
import type { BundleFailure } from '../bundle/bundle-failure.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { fileFailure } from '../disk/file-failure.ts';

export type BundleRefusal =
  | Failure<
      | 'not-readable'
      | 'cancelled'
      | 'not-a-bundle'
      | 'bundle-altered'
      | 'bundle-unsigned'
      | 'bundle-signer'
      | 'center-differs'
      | 'not-a-recipient'
      | 'newer-version'
      | 'content-invalid'
    >
  | WritingFailure;

/** A bundle's own failure, as the contract says it. `file` is what the person knows the bundle by. */
export function bundleRefusal(failure: BundleFailure, file: string): BundleRefusal {
  const altered = (entry: string, detail: string) =>
    ({ kind: 'bundle-altered', entry, detail }) as const;
  switch (failure.kind) {
    case 'cannot-read':
      return { kind: 'not-readable', file, detail: failure.code };
    case 'cannot-write':
      return writeRefusal(failure.code, file);
    case 'cancelled':
    case 'not-a-recipient':
      return { kind: failure.kind };
    case 'zip':
      return failure.entry === ''
        ? { kind: 'not-a-bundle', file, detail: failure.flaw }
        : altered(failure.entry, failure.flaw);
    case 'not-a-bundle':
      return { kind: 'not-a-bundle', file, detail: '' };
    case 'missing-entry':
    case 'unlisted-entry':
    case 'altered':
    case 'foreign':
      return altered(failure.entry, failure.kind);
    case 'exchanged':
      return altered('', failure.kind);
    case 'age':
      return altered(failure.entry, failure.flaw);
    case 'unknown-application':
      return altered(failure.application, failure.kind);
    case 'unknown-document':
      return altered(failure.document, failure.kind);
    case 'unsigned':
      return { kind: 'bundle-unsigned' };
    case 'signature':
      return isAboutContent(failure.flaw)
        ? altered('manifest.json', failure.flaw)
        : { kind: 'bundle-signer', reason: failure.flaw, detail: 'signature' };
    case 'certificate':
      return { kind: 'bundle-signer', reason: failure.flaw, detail: 'certificate' };
    case 'other-center': {
      const { name, fingerprint, expected } = failure;
      return { kind: 'center-differs', name, fingerprint, known: expected };
    }
    case 'json': {
      const { entry, path, flaw } = failure;
      return { kind: 'content-invalid', entry, path, detail: flaw };
    }
    case 'newer-version':
      return { kind: 'newer-version', format: 'bundle', version: failure.version };
    case 'cannot-pack':
      throw new Error('reading a bundle does not pack one');
    default:
      return assertNever(failure);
  }
}

/** The list was changed after it was signed, whoever signed it. */
function isAboutContent(flaw: string): boolean {
  return flaw === 'other-content' || flaw === 'forged';
}

function writeRefusal(code: string, file: string): WritingFailure {
  const error = Object.assign(new Error(code), { code, syscall: 'write' });
  return writingFailure(fileFailure(error, file, 'write'));
}
