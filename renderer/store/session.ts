import type { HaizhiContract } from '../../shared/contract.ts';
import type { IdentityState, Settings } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import { must, type Result } from '../../shared/result.ts';
import type { Output } from '../../shared/rpc.ts';
import { call, reaching } from '../client.ts';
import { forgetKeys } from './keys.ts';
import { observable, useObservable } from './observable.ts';
import { flushTyping } from './typing.ts';

/** Who uses the app, how, and through which door. */
interface Session {
  readonly info: Output<HaizhiContract, 'app.info'>;
  readonly settings: Settings;
  readonly identity: IdentityState;
  /** Why the identity cannot be read at all; `null` normally. */
  readonly identityFailure: Failure | null;
  /** Whether it was locked although nobody on this page asked for it: after a pause, or from another window. */
  readonly lockedByItself: boolean;
}

const nobody: IdentityState = {
  state: 'none',
  profile: null,
  fingerprint: null,
  practice: false,
  keychain: 'none',
};
const current = observable<Session | null>(null);

/** Reads everything that the first screen needs. Must be done once, before any component. */
export async function startSession(): Promise<Session> {
  const [info, settings, identity] = await Promise.all([
    call('app.info', {}),
    call('settings.read', {}),
    call('identity.read', {}),
  ]);
  const session: Session = {
    info: must(info),
    settings: must(settings),
    identity: identity.ok ? identity.value : nobody,
    identityFailure: identity.ok ? null : identity.failure,
    lockedByItself: false,
  };
  current.set(session);
  return session;
}

/** The session inside a component. */
export function useSession(): Session {
  const session = useObservable(current);
  if (session === null) throw new Error('the session has not started');
  return session;
}

/** Takes over what an identity operation answered: created, unlocked, practice begun or left. */
export function becomeIdentity(identity: IdentityState, by: 'person' | 'itself' = 'person'): void {
  const session = current.get();
  if (session === null) return;
  if (identity.fingerprint !== session.identity.fingerprint || identity.state !== 'unlocked') {
    forgetKeys();
  }
  const lockedByItself = by === 'itself' && identity.state === 'locked';
  current.set({ ...session, identity, identityFailure: null, lockedByItself });
}

/** Asks who is there once more, after an operation that changed it. */
export async function refreshIdentity(): Promise<void> {
  const identity = await call('identity.read', {});
  if (identity.ok) becomeIdentity(identity.value);
}

/**
 * Looks whether the keys are still open. `isSomebodyThere` keeps them open; otherwise looking does not. Where they are
 * gone, what is being typed goes into the outbox before the screen that asks for the passphrase takes over.
 */
export async function lookAtLock(isSomebodyThere: boolean): Promise<void> {
  const name = isSomebodyThere ? 'identity.stay' : 'identity.read';
  const identity = await reaching(() => call(name, {}));
  const wasOpen = current.get()?.identity.state === 'unlocked';
  if (!identity.ok || !wasOpen || identity.value.state === 'unlocked') return;
  await flushTyping();
  becomeIdentity(identity.value, 'itself');
}

/** Passes a result on. Where it says that the identity is locked, the screen that asks for the passphrase takes over. */
export function noticingLock<T extends Result<unknown, Failure>>(result: T): T {
  if (!result.ok && result.failure.kind === 'identity-locked') void lookAtLock(false);
  return result;
}

/** Locks: what is being typed is recorded first, then every key leaves the memory of both halves. */
export async function lockSession(): Promise<void> {
  await flushTyping();
  const identity = await call('identity.lock', {});
  if (identity.ok) becomeIdentity(identity.value);
}

/** Changes settings at once on screen; a disk that refuses them, or nobody who answers, only means that they are not remembered. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const session = current.get();
  if (session === null) return;
  current.set({ ...session, settings: { ...session.settings, ...change } });
  await reaching(() => call('settings.write', change));
}
