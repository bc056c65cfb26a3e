import { fail, ok } from '../../shared/result.ts';
import { instant, line } from '../../shared/schema.ts';
import { centerDesk, openCenterDesk } from './center-desk.ts';
import {
  type Command,
  type Invocation,
  type Outcome,
  optional,
  required,
  UsageError,
} from './command.ts';
import { unlockWith } from './prompt.ts';
import { fingerprintLine } from './report-lines.ts';

/** `haizhi center revoke`: what a person signs from now on, or since an earlier time, is believed no more. */
export const revokeCommand: Command = {
  name: 'center revoke',
  usage: 'DIR EMAIL --reason TEXT [--since TIME]',
  about: 'cli.about.center-revoke',
  options: [required('reason'), optional('since')],
  least: 2,
  most: 2,
  run: revoke,
};

/** `haizhi center renew`: before the signing certificate ends, every three years. */
export const renewCommand: Command = {
  name: 'center renew',
  usage: 'DIR',
  about: 'cli.about.center-renew',
  options: [],
  least: 1,
  most: 1,
  run: renew,
};

async function renew(invocation: Invocation): Promise<Outcome> {
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  const { call } = desk.value;
  const renewed = await unlockWith(invocation, (passphrase) =>
    call('center.renew', { passphrase }),
  );
  if (!renewed.ok) return renewed;
  const { text } = invocation;
  const { opened } = renewed.value;
  return ok({
    lines: [text('cli.renewed'), fingerprintLine(opened.fingerprint, text)],
    value: opened,
  });
}

async function revoke(invocation: Invocation): Promise<Outcome> {
  const { option, text } = invocation;
  const [, email = ''] = invocation.arguments;
  const reason = line.safeParse(option('reason'));
  if (!reason.success) throw new UsageError('cli.usage-reason');
  const since = instant.optional().safeParse(option('since'));
  if (!since.success) throw new UsageError('cli.usage-since');
  if (email.length > 200) return fail({ kind: 'unknown-person', email: email.slice(0, 200) });
  const desk = await openCenterDesk(invocation);
  if (!desk.ok) return desk;
  const input = { email, reason: reason.data, since: since.data };
  const revoked = await desk.value.call('center.revoke', input);
  if (!revoked.ok) return revoked;
  const { name, since: at } = revoked.value;
  return ok({
    lines: [text('cli.revoked', { name, since: at }), text('cli.revoked-next')],
    value: revoked.value,
  });
}
