import type { Result } from '../../shared/result.ts';
import type { Home } from './home.ts';
import type { Log } from './log.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * Everything that the services take from the machine they run on. The desktop, the browser host, the CLI
 * and the tests each pass their own.
 */
export interface Platform {
  readonly home: Home;
  /** The machine's clock. It may jump either way: never use it to order changes. */
  now(): Date;
  /** Bytes fit for keys. */
  randomBytes(size: number): Uint8Array;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Folders of drives that are plugged in and may be written to, absolute. */
  drives(): Promise<readonly string[]>;
}

/**
 * The operating system's own keeping of small secrets (keychain, DPAPI, libsecret).
 * `isAvailable` is false where the system would only obscure them (`basic_text` on Linux) or has none: then
 * nothing is remembered and both calls answer `unavailable`.
 */
export interface Secrets {
  readonly isAvailable: boolean;
  /** A secret as bytes that only this account on this machine can open. */
  seal(secret: string): Promise<Result<Uint8Array, SecretsFailure>>;
  open(sealed: Uint8Array): Promise<Result<string, SecretsFailure>>;
}

/** `unreadable`: sealed elsewhere, or the keychain was reset. */
type SecretsFailure = { readonly kind: 'unavailable' } | { readonly kind: 'unreadable' };

/** A machine that keeps no secrets. */
export const noSecrets: Secrets = {
  isAvailable: false,
  seal: async () => ({ ok: false, failure: { kind: 'unavailable' } }),
  open: async () => ({ ok: false, failure: { kind: 'unavailable' } }),
};
