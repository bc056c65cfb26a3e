import type { Failure } from '../../../shared/failures.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { ServiceContext } from '../service-context.ts';
import { openIdentity } from './identity.ts';
import type { Unlocked } from './profile-session.ts';

/**
 * Asks for the passphrase once more before something is signed: an open laptop on a desk signs nothing. The practice
 * identity belongs to nobody and asks for none. Gives the identity that is open.
 */
export async function confirmedIdentity(
  { profile }: ServiceContext,
  passphrase: string,
): Promise<
  Result<
    Unlocked,
    Failure<
      | 'no-identity'
      | 'identity-lost'
      | 'identity-locked'
      | 'wrong-passphrase'
      | 'work-factor-too-high'
      | 'newer-version'
      | 'identity-damaged'
      | 'not-readable'
    >
  >
> {
  const unlocked = await profile.unlocked();
  if (!unlocked.ok || profile.isPractice) return unlocked;
  const again = await openIdentity(unlocked.value.paths, passphrase);
  if (!again.ok) return again;
  const isSame = again.value.ageRecipient === unlocked.value.identity.ageRecipient;
  again.value.lock();
  return isSame
    ? unlocked
    : fail({ kind: 'identity-damaged', file: unlocked.value.paths.identity });
}
