import { ok } from '../../shared/result.ts';
import { isCenter } from './center-log-command.ts';
import type { Command, Invocation, Outcome } from './command.ts';

/** `haizhi take-over`: goes on with a folder that was left open on a computer that is named. */
export const takeOverCommand: Command = {
  name: 'take-over',
  usage: 'FOLDER COMPUTER',
  about: 'cli.about.take-over',
  options: [],
  least: 2,
  most: 2,
  run: takeOver,
};

async function takeOver(invocation: Invocation): Promise<Outcome> {
  const [folder = '', host = ''] = invocation.arguments;
  const desk = (await isCenter(folder))
    ? await invocation.openCenter(folder)
    : await invocation.openProfile(folder);
  const taken = await desk.call('app.takeOver', { host });
  if (!taken.ok) return taken;
  const { released } = taken.value;
  return ok({
    lines: [invocation.text('cli.taken-over', { host, count: released })],
    value: taken.value,
  });
}
