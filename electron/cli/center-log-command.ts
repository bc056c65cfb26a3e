import { stat } from 'node:fs/promises';
import type { CenterLogReport } from '../../shared/center-log.ts';
import { ok } from '../../shared/result.ts';
import { centerPaths } from '../services/center/folder.ts';
import type { Text } from '../services/text.ts';
import { centerDesk } from './center-desk.ts';
import type { Command, Invocation, Outcome } from './command.ts';
import { failureLines } from './failure-lines.ts';
import { unlockWith } from './prompt.ts';

/** `haizhi log resume`: goes on with a center's damaged log, which the log says from then on. */
export const resumeCommand: Command = {
  name: 'log resume',
  usage: 'CENTER',
  about: 'cli.about.log-resume',
  options: [],
  least: 1,
  most: 1,
  run: resume,
};

/** Whether somebody founded a center in this folder. */
export async function isCenter(folder: string): Promise<boolean> {
  return (await stat(centerPaths(folder).description).catch(() => null)) !== null;
}

/** `haizhi log verify` in a center's folder: every act of its staff, and the first that is not what was recorded. */
export async function verifyCenterLog(invocation: Invocation): Promise<Outcome> {
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  const verified = await unlockWith(invocation, (passphrase) =>
    desk.value.call('center.verifyLog', { passphrase }),
  );
  if (!verified.ok) return verified;
  const { opened } = verified.value;
  const lines = reportLines(opened, invocation.text);
  return ok({ lines, value: opened, refused: opened.failure !== null });
}

async function resume(invocation: Invocation): Promise<Outcome> {
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  const resumed = await unlockWith(invocation, (passphrase) =>
    desk.value.call('center.resumeLog', { passphrase }),
  );
  if (!resumed.ok) return resumed;
  return ok({ lines: [invocation.text('cli.log-resumed')], value: {} });
}

function reportLines({ entries, head, torn, failure }: CenterLogReport, text: Text) {
  const acts = entries.map(({ seq, at, event }) => {
    const { kind, ...values }: { kind: string; [name: string]: string | number } = event;
    return `${seq}  ${at}  ${text(`center-act.${kind.replace('.', '-')}`, values)}`;
  });
  const notes = failure === null ? [] : failureLines(failure, text);
  const count = text('cli.log-length', { count: entries.length });
  const end = head === null ? [] : [text('cli.log-head', { head })];
  const rest = torn > 0 ? [text('cli.log-torn', { bytes: torn })] : [];
  return [text('cli.log-center'), ...acts, ...notes, count, ...end, ...rest];
}
