import { stat } from 'node:fs/promises';
import type { ExpertProfile } from '../../../shared/domain/panel.ts';
import type { IdentityState } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { requireStrength, type WeakPassphrase } from '../../../shared/passphrase.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Frozen } from '../../../shared/rpc.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import type { Home } from '../home.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { vaultRefusal } from '../wire-failure.ts';
import {
  readPublicIdentity,
  removePublicIdentity,
  workIn,
  writePublicIdentity,
} from './identity-files.ts';
import { projectionKey } from './projection-key.ts';
import { keychainState } from './remembered.ts';
import {
  createVault,
  eraseKeys,
  generateIdentityKeys,
  type Identity,
  unlockVault,
  type VaultFailure,
} from './vault.ts';

type IdentityMethod =
  | 'identity.read'
  | 'identity.stay'
  | 'identity.create'
  | 'identity.unlock'
  | 'identity.lock'
  | 'identity.request'
  | 'projection.key';

/** Who works here: the keys are in memory from unlocking to locking. */
export function identityMethods(context: ServiceContext): Methods<IdentityMethod> {
  const { profile: session, files } = context;
  return {
    'identity.read': () => identityState(context),
    'identity.stay': () => identityState(context),
    'identity.create': ({ profile, passphrase }) =>
      session.exclusive(async () => {
        const created = await createIdentity(session.paths, profile, passphrase);
        if (!created.ok) return created;
        const request = await holdRequest(context);
        if (!request.ok) throw new Error('the request just written is not there');
        return ok({ request: request.value, fingerprint: created.value });
      }),
    'identity.unlock': ({ passphrase }) =>
      session.exclusive(async () => {
        const identity = await openIdentity(session.paths, passphrase);
        if (!identity.ok) return identity;
        // Whoever is in already has only shown the passphrase once more.
        if ((await session.state()) === 'unlocked') identity.value.lock();
        else session.open(identity.value);
        return identityState(context);
      }),
    'identity.lock': () => {
      // Long work would hold the lock up: a person who leaves the desk is served first.
      context.work.cancelAll();
      return session.exclusive(async () => {
        await session.lock();
        return identityState(context);
      });
    },
    'identity.request': async () => {
      const state = await session.state();
      if (state === 'lost') return fail(lost(session.paths));
      return state === 'none' ? fail({ kind: 'no-identity' }) : holdRequest(context);
    },
    'projection.key': async () => {
      const unlocked = await session.unlocked();
      if (!unlocked.ok) return unlocked;
      const { paths, identity } = unlocked.value;
      const key = await projectionKey(paths.projectionSeed, identity);
      return key.ok ? ok({ key: Buffer.from(key.value).toString('base64') }) : key;
    },
  };

  async function holdRequest({ profile }: ServiceContext) {
    const read = await readPublicIdentity(profile.paths);
    if (!read.ok) return read;
    return files.hold(profile.paths.request, `${read.value.profile.name}.csr.pem`);
  }
}

/** Who works here and whether the keys are open. */
export async function identityState({
  profile: session,
  platform,
}: ServiceContext): Promise<
  Result<Frozen<IdentityState>, Failure<'identity-damaged' | 'identity-lost'>>
> {
  const state = await session.state();
  const practice = session.isPractice;
  const keychain = practice
    ? 'none'
    : await keychainState(session.paths.remembered, platform.secrets);
  if (state === 'lost') return fail(lost(session.paths));
  if (state === 'none') return ok({ state, profile: null, fingerprint: null, practice, keychain });
  const read = await readPublicIdentity(session.paths);
  return read.ok ? ok({ state, ...read.value, practice, keychain }) : read;
}

function lost({ identity }: Home): Failure<'identity-lost'> {
  return { kind: 'identity-lost', file: identity };
}

type CreationFailure =
  | Failure<'identity-exists' | 'identity-lost' | 'weak-passphrase'>
  | WritingFailure;

/** Makes an identity in a profile's folder; all or nothing, and never beside somebody's work. Gives the fingerprint of its signing key. */
export async function createIdentity(
  paths: Home,
  profile: ExpertProfile,
  passphrase: string,
): Promise<Result<string, CreationFailure>> {
  const strong = requireStrength(passphrase);
  if (!strong.ok) return fail(creationFailure(strong.failure, paths));
  if ((await stat(paths.identity).catch(() => null)) !== null) {
    return fail({ kind: 'identity-exists' });
  }
  if ((await workIn(paths)) !== null) return fail(lost(paths));
  const keys = await generateIdentityKeys();
  const written = await writePublicIdentity(paths, profile, keys);
  const sealed = written.ok ? await createVault(paths.identity, passphrase, keys) : ok();
  eraseKeys(keys);
  if (written.ok && sealed.ok) return written;
  await removePublicIdentity(paths);
  return sealed.ok ? written : fail(creationFailure(sealed.failure, paths));
}

/** Opens the identity of a profile's folder. */
export async function openIdentity(
  paths: Home,
  passphrase: string,
): Promise<Result<Identity, OpenFailure>> {
  const opened = await unlockVault(paths.identity, passphrase);
  if (opened.ok) return opened;
  const failure = openFailure(opened.failure, paths);
  const isLost = failure.kind === 'no-identity' && (await workIn(paths)) !== null;
  return fail(isLost ? lost(paths) : failure);
}

type OpenFailure = Failure<
  | 'no-identity'
  | 'identity-lost'
  | 'wrong-passphrase'
  | 'work-factor-too-high'
  | 'newer-version'
  | 'identity-damaged'
  | 'not-readable'
>;

function creationFailure(
  failure: WeakPassphrase | VaultFailure,
  { identity }: Home,
): CreationFailure {
  const refusal = vaultRefusal(failure, identity);
  switch (refusal.kind) {
    case 'identity-exists':
    case 'weak-passphrase':
    case 'disk-full':
    case 'read-only':
    case 'not-writable':
      return refusal;
    default:
      return { kind: 'not-writable', file: identity, detail: refusal.kind };
  }
}

function openFailure(failure: VaultFailure, { identity }: Home): OpenFailure {
  const refusal = vaultRefusal(failure, identity);
  switch (refusal.kind) {
    case 'identity-exists':
    case 'weak-passphrase':
    case 'file-exists':
    case 'disk-full':
    case 'read-only':
    case 'not-writable':
      return { kind: 'not-readable', file: identity, detail: refusal.kind };
    default:
      return refusal;
  }
}
