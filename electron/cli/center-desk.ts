import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Desk, Invocation } from './command.ts';
import { checkTarget } from './file-transfer.ts';
import { unlockWith } from './prompt.ts';

/** The desk of a center, whose folder is the first argument; refused when there is no center. */
export async function centerDesk(invocation: Invocation): Promise<Result<Desk, Failure>> {
  const [folder = ''] = invocation.arguments;
  const desk = await invocation.openCenter(folder);
  const state = await desk.call('center.read', {});
  if (!state.ok) return state;
  return state.value.state === 'none' ? fail({ kind: 'center-missing', file: folder }) : ok(desk);
}

/** The same desk with its keys open, after `--out` has been looked at. */
export async function openCenterDesk(invocation: Invocation): Promise<Result<Desk, Failure>> {
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  if (invocation.option('out') !== undefined) {
    const target = await checkTarget(invocation);
    if (!target.ok) return target;
  }
  const open = await unlockCenter(invocation, desk.value);
  return open.ok ? desk : open;
}

/** Opens the center's keys: only its staff work with its folder. */
export async function unlockCenter(
  invocation: Invocation,
  desk: Desk,
): Promise<Result<void, Failure>> {
  const opened = await unlockWith(invocation, (passphrase) =>
    desk.call('center.unlock', { passphrase }),
  );
  return opened.ok ? ok() : opened;
}
