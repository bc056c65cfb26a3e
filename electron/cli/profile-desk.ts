import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { plainId } from '../../shared/schema.ts';
import type { Desk, Invocation } from './command.ts';
import { unlockWith } from './prompt.ts';

/** The desk of an expert's or chair's folder, the first argument; refused when nobody has an identity there. */
export async function profileDesk(invocation: Invocation): Promise<Result<Desk, Failure>> {
  const desk = await invocation.openProfile(invocation.arguments[0] ?? '');
  const state = await desk.call('identity.read', {});
  if (!state.ok) return state;
  return state.value.state === 'none' ? fail({ kind: 'no-identity' }) : ok(desk);
}

/** Opens the identity. Gives the passphrase, which signing asks for once more. */
export async function unlockProfile(
  invocation: Invocation,
  desk: Desk,
): Promise<Result<string, Failure>> {
  const opened = await unlockWith(invocation, (passphrase) =>
    desk.call('identity.unlock', { passphrase }),
  );
  return opened.ok ? ok(opened.value.passphrase) : opened;
}

/** `--round`; what cannot be a round's id is a round that is not here. */
export function roundOption({ option }: Invocation): Result<string, Failure<'unknown-round'>> {
  const round = option('round') ?? '';
  return plainId.safeParse(round).success ? ok(round) : fail({ kind: 'unknown-round', round });
}
