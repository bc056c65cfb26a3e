import type { Failure } from '../../shared/failures.ts';
import { assertNever } from '../../shared/result.ts';
import type { FileFailure } from './file-failure.ts';
import type { JournalFailure } from './journal-failure.ts';
import type { WeakPassphrase } from './passphrase.ts';
import { SHORTEST } from './passphrase.ts';
import type { VaultFailure } from './vault.ts';

/** A refusal of the file system in the contract's words. */
export type DiskRefusal = Failure<
  'disk-full' | 'read-only' | 'not-writable' | 'not-readable' | 'file-exists'
>;
export type JournalRefusal =
  | DiskRefusal
  | Failure<'journal-damaged' | 'journal-in-use' | 'newer-version' | 'identity-locked'>;
export type VaultRefusal =
  | DiskRefusal
  | Failure<
      | 'wrong-passphrase'
      | 'work-factor-too-high'
      | 'newer-version'
      | 'identity-damaged'
      | 'no-identity'
      | 'identity-exists'
      | 'weak-passphrase'
    >;

/** A file failure as the contract names it; what it has no word for keeps the system's code as detail. */
export function diskRefusal({ kind, file, code }: FileFailure): DiskRefusal {
  switch (kind) {
    case 'disk-full':
    case 'read-only':
      return { kind, file };
    case 'exists':
      return { kind: 'file-exists', file };
    case 'not-readable':
    case 'missing':
      return { kind: 'not-readable', file, detail: code };
    case 'not-writable':
    case 'too-large':
    case 'bad-name':
    case 'device-error':
    case 'other':
      return { kind: 'not-writable', file, detail: code };
    default:
      return assertNever(kind);
  }
}

/** A journal failure as the contract names it. `closed` happens when the identity was locked meanwhile. */
export function journalRefusal(failure: JournalFailure): JournalRefusal {
  switch (failure.kind) {
    case 'locked':
      return { kind: 'journal-in-use', file: failure.file, detail: holderOf(failure) };
    case 'damaged':
      return { kind: 'journal-damaged', file: failure.file, record: failure.at };
    case 'wrong-key':
      return { kind: 'journal-damaged', file: failure.file, record: 0 };
    case 'newer-version':
      return { kind: 'newer-version', format: 'journal', version: failure.version };
    case 'batch-too-large':
      return { kind: 'not-writable', file: failure.file, detail: 'LIMIT' };
    case 'closed':
      return { kind: 'identity-locked' };
    default:
      return diskRefusal(failure);
  }
}

/** A vault failure as the contract names it; `file` is the identity file. */
export function vaultRefusal(failure: VaultFailure | WeakPassphrase, file: string): VaultRefusal {
  switch (failure.kind) {
    case 'wrong-passphrase':
      return { kind: 'wrong-passphrase' };
    case 'weak-passphrase':
      return { kind: 'weak-passphrase', least: SHORTEST };
    case 'work-factor-too-high':
      return { kind: 'work-factor-too-high', file };
    case 'newer-version':
      return { kind: 'newer-version', format: 'identity', version: failure.version };
    case 'damaged':
      return { kind: 'identity-damaged', file };
    case 'missing':
      return { kind: 'no-identity' };
    case 'exists':
      return { kind: 'identity-exists' };
    default:
      return diskRefusal(failure);
  }
}

function holderOf({ pid, host }: { readonly pid: number; readonly host: string }): string {
  return pid === 0 ? host : `${host} ${pid}`.trim();
}
