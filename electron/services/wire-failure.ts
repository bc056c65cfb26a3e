import type { Failure } from '../../shared/failures.ts';
import type { WeakPassphrase } from '../../shared/passphrase.ts';
import { SHORTEST } from '../../shared/passphrase.ts';
import { assertNever } from '../../shared/result.ts';
import type { FileFailure } from './disk/file-failure.ts';
import type { VaultFailure } from './identity/vault.ts';

/** A refusal of the file system in the contract's words. */
type DiskRefusal = Failure<
  'disk-full' | 'read-only' | 'not-writable' | 'not-readable' | 'file-exists'
>;
/** A refusal of the identity file in the contract's words. */
type VaultRefusal =
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
