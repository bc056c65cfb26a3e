import type { WeakPassphrase } from '../../../shared/passphrase.ts';
import { requireStrength } from '../../../shared/passphrase.ts';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { compute } from '../compute/compute.ts';
import { readBounded, writeDurably } from '../disk/durable-file.ts';
import type { FileFailure } from '../disk/file-failure.ts';
import type { IdentityFailure, IdentityKeys, OpenedIdentity } from './identity-file.ts';
import { IDENTITY_SIZE_LIMIT } from './identity-file.ts';

/** See `IdentityFailure` and `FileFailure`; `missing`: there is no identity yet; `exists`: there is one. */
export type VaultFailure = IdentityFailure | FileFailure;

/** The private keys of one person, in memory from unlocking to `lock`. */
export interface Identity {
  /** 32 bytes, X25519. The identity's own buffer: do not keep or change it. */
  readonly agePrivate: Uint8Array;
  /** `age1…`; public, readable also when locked. */
  readonly ageRecipient: string;
  /** PKCS#8 DER of the RSA-3072 key. The identity's own buffer: do not keep or change it. */
  readonly signingKeyPkcs8: Uint8Array;
  /** 32 bytes. The identity's own buffer: do not keep or change it. */
  readonly profileKey: Uint8Array;
  readonly isLocked: boolean;
  /** Overwrites the keys with zeros. Reading a private key afterwards is a bug and throws. */
  lock(): void;
}

/** New keys for one person, made off the main thread. */
export function generateIdentityKeys(): Promise<OpenedIdentity> {
  return compute.run('vault.generate', {});
}

/** Writes a new identity file, durably. One that is there is never replaced: `exists`. */
export async function createVault(
  path: string,
  passphrase: string,
  keys: IdentityKeys,
): Promise<Result<void, FileFailure | WeakPassphrase>> {
  const strong = requireStrength(passphrase);
  if (!strong.ok) return strong;
  return writeDurably(path, await seal(keys, passphrase), { replace: false });
}

/** Opens the identity file. The passphrase is derived off the main thread. */
export async function unlockVault(
  path: string,
  passphrase: string,
): Promise<Result<Identity, VaultFailure>> {
  const opened = await open(path, passphrase);
  return opened.ok ? ok(hold(opened.value)) : opened;
}

/** Puts the same keys under a new passphrase; on any failure the old file and passphrase stay. */
export async function changePassphrase(
  path: string,
  current: string,
  next: string,
): Promise<Result<void, VaultFailure | WeakPassphrase>> {
  const strong = requireStrength(next);
  if (!strong.ok) return strong;
  const opened = await open(path, current);
  if (!opened.ok) return opened;
  const identity = hold(opened.value);
  try {
    return await writeDurably(path, await seal(opened.value, next));
  } finally {
    identity.lock();
  }
}

/** Overwrites keys with zeros. */
export function eraseKeys({ agePrivate, signingKeyPkcs8, profileKey }: IdentityKeys): void {
  for (const key of [agePrivate, signingKeyPkcs8, profileKey]) key.fill(0);
}

/** The worker gets copies of its own to erase: what crosses by transfer leaves nothing on the way. */
function seal(keys: IdentityKeys, passphrase: string): Promise<Uint8Array> {
  const own = {
    agePrivate: new Uint8Array(keys.agePrivate),
    signingKeyPkcs8: new Uint8Array(keys.signingKeyPkcs8),
    profileKey: new Uint8Array(keys.profileKey),
  };
  const transfer = Object.values(own).map(({ buffer }) => buffer);
  return compute.run('vault.seal', { keys: own, passphrase }, { transfer });
}

async function open(
  path: string,
  passphrase: string,
): Promise<Result<OpenedIdentity, VaultFailure>> {
  const file = await readBounded(path, IDENTITY_SIZE_LIMIT);
  if (!file.ok) return file.failure.kind === 'too-large' ? fail({ kind: 'damaged' }) : file;
  return compute.run('vault.open', { file: file.value, passphrase });
}

function hold({ ageRecipient, agePrivate, signingKeyPkcs8, profileKey }: OpenedIdentity): Identity {
  let isLocked = false;
  const unlocked = (key: Uint8Array): Uint8Array => {
    if (isLocked) throw new Error('the identity is locked');
    return key;
  };
  return {
    ageRecipient,
    get agePrivate() {
      return unlocked(agePrivate);
    },
    get signingKeyPkcs8() {
      return unlocked(signingKeyPkcs8);
    },
    get profileKey() {
      return unlocked(profileKey);
    },
    get isLocked() {
      return isLocked;
    },
    lock() {
      isLocked = true;
      eraseKeys({ agePrivate, signingKeyPkcs8, profileKey });
    },
  };
}
