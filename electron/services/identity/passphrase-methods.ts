import { fail, ok } from '../../../shared/result.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { vaultRefusal } from '../wire-failure.ts';
import { identityState, openIdentity } from './identity.ts';
import {
  forgetPassphrase,
  keychainState,
  recallPassphrase,
  rememberPassphrase,
} from './remembered.ts';
import { changePassphrase } from './vault.ts';

type PassphraseMethod =
  | 'identity.changePassphrase'
  | 'identity.remember'
  | 'identity.recall'
  | 'identity.forget';

/** The passphrase itself: another one, or the operating system's keeping of it. */
export function passphraseMethods(context: ServiceContext): Methods<PassphraseMethod> {
  const { profile: session, platform } = context;
  const { secrets } = platform;
  /** It was changed by another program while the system kept the old one. */
  const outdated = async () => {
    await forgetPassphrase(session.paths.remembered);
    return fail({ kind: 'not-remembered' } as const);
  };
  return {
    'identity.changePassphrase': (input) => session.exclusive(() => change(context, input)),
    'identity.remember': ({ passphrase }) =>
      session.exclusive(async () => {
        if (session.isPractice) return fail({ kind: 'not-in-practice' });
        const { paths } = session;
        const opened = await openIdentity(paths, passphrase);
        if (!opened.ok) return opened;
        opened.value.lock();
        const kept = await rememberPassphrase(paths.remembered, passphrase, secrets);
        return kept.ok ? identityState(context) : kept;
      }),
    'identity.recall': () =>
      session.exclusive(async () => {
        const { paths } = session;
        const passphrase = session.isPractice
          ? fail({ kind: 'not-remembered' } as const)
          : await recallPassphrase(paths.remembered, secrets);
        if (!passphrase.ok) return passphrase;
        const opened = await openIdentity(paths, passphrase.value);
        if (!opened.ok) {
          const { failure } = opened;
          return failure.kind === 'wrong-passphrase' ? outdated() : fail(failure);
        }
        if ((await session.state()) === 'unlocked') opened.value.lock();
        else session.open(opened.value);
        return identityState(context);
      }),
    'identity.forget': () =>
      session.exclusive(async () => {
        const forgotten = await forgetPassphrase(session.paths.remembered);
        return forgotten.ok ? identityState(context) : forgotten;
      }),
  };
}

/** A passphrase that the system keeps is replaced too; where that fails, nothing is kept any more. */
async function change(
  { profile: { paths, isPractice }, platform: { secrets } }: ServiceContext,
  { passphrase, next }: { readonly passphrase: string; readonly next: string },
): ReturnType<Methods<'identity.changePassphrase'>['identity.changePassphrase']> {
  if (isPractice) return fail({ kind: 'not-in-practice' });
  const changed = await changePassphrase(paths.identity, passphrase, next);
  if (!changed.ok) return fail(vaultRefusal(changed.failure, paths.identity));
  if ((await keychainState(paths.remembered, secrets)) !== 'remembered') {
    return ok({ remembered: false });
  }
  const kept = await rememberPassphrase(paths.remembered, next, secrets);
  if (!kept.ok) await forgetPassphrase(paths.remembered);
  return ok({ remembered: kept.ok });
}
