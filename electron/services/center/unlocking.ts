import { fail, ok } from '../../../shared/result.ts';
import { readBounded } from '../disk/durable-file.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { inspectLog, noteActs, resumeLog } from './center-log.ts';
import { openCenterKeys } from './keys.ts';
import { completeRenewal, renewSigner } from './renewal.ts';

/** The center with its keys, opened with the passphrase; the session knows nothing of it yet. */
async function openWith(context: ServiceContext, passphrase: string) {
  const read = await context.center.read();
  if (!read.ok) return read;
  const { paths, center } = read.value;
  const damaged = (detail: string) =>
    fail({ kind: 'center-damaged', file: paths.keys, detail } as const);
  const sealed = await readBounded(paths.keys, 1024 * 1024);
  if (!sealed.ok) return damaged(sealed.failure.code);
  const keys = await openCenterKeys(sealed.value, passphrase, context.compute);
  if (keys.ok) return ok({ paths, center, keys: keys.value, platform: context.platform });
  const { kind } = keys.failure;
  if (kind === 'wrong-passphrase') return fail({ kind } as const);
  if (kind === 'work-factor') {
    return fail({ kind: 'work-factor-too-high', file: paths.keys } as const);
  }
  return damaged('');
}

/** Opens the center's keys, which the log notes first. */
export async function unlock(
  context: ServiceContext,
  passphrase: string,
): ReturnType<Methods<'center.unlock'>['center.unlock']> {
  const open = await openWith(context, passphrase);
  if (!open.ok) return open;
  const { center, keys } = open.value;
  const noted = await noteActs(open.value, [{ kind: 'center.unlocked' }]);
  if (!noted.ok) return noted;
  const completed = await completeRenewal(open.value);
  if (!completed.ok) return completed;
  context.center.unlock(keys);
  return ok({ name: center.description.name, fingerprint: center.fingerprint });
}

/** See the contract. */
export async function renew(
  context: ServiceContext,
  passphrase: string,
): ReturnType<Methods<'center.renew'>['center.renew']> {
  const opened = await unlock(context, passphrase);
  if (!opened.ok) return opened;
  const open = await unlocked(context);
  if (!open.ok) return open;
  const renewal = { ...open.value, platform: context.platform };
  const noted = await noteActs(renewal, [{ kind: 'signer.renewed' }]);
  if (!noted.ok) return noted;
  const renewed = await renewSigner(renewal, passphrase, context.compute);
  if (!renewed.ok) return renewed;
  context.center.unlock(renewed.value);
  return opened;
}

/** The public part of the center together with its open keys. */
export async function unlocked(context: ServiceContext) {
  const read = await context.center.read();
  if (!read.ok) return read;
  const keys = context.center.keys();
  return keys.ok ? ok({ ...read.value, keys: keys.value }) : keys;
}

/** See the contract. */
export async function verifyLog(
  context: ServiceContext,
  passphrase: string,
): ReturnType<Methods<'center.verifyLog'>['center.verifyLog']> {
  const open = await openWith(context, passphrase);
  return open.ok ? ok(await inspectLog(open.value)) : open;
}

/** See the contract. */
export async function goOnWithLog(
  context: ServiceContext,
  passphrase: string,
): ReturnType<Methods<'center.resumeLog'>['center.resumeLog']> {
  const open = await openWith(context, passphrase);
  if (!open.ok) return open;
  const resumed = await resumeLog(open.value);
  return resumed.ok ? ok({}) : resumed;
}
