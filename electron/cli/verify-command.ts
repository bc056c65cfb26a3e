import { ok } from '../../shared/result.ts';
import { type Command, type Invocation, type Outcome, optional } from './command.ts';
import { mintFiles } from './file-transfer.ts';
import { verdictLines } from './report-lines.ts';

/** Anybody: `haizhi verify`. Needs no identity; without `--trust` nothing is trusted, but forgery still shows. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'FILE... [--trust ca.pem]',
  about: 'cli.about.verify',
  options: [optional('trust')],
  least: 1,
  most: 500,
  run: verify,
};

async function verify(invocation: Invocation): Promise<Outcome> {
  const desk = await invocation.openNothing();
  const files = await mintFiles(desk.files, invocation.arguments);
  if (!files.ok) return files;
  const trust = invocation.option('trust');
  const trusted = await mintFiles(desk.files, trust === undefined ? [] : [trust]);
  if (!trusted.ok) return trusted;
  const verified = await desk.call('workbooks.verify', {
    files: files.value,
    authority: trusted.value[0],
  });
  if (!verified.ok) return verified;
  return ok({
    lines: verified.value.flatMap((each) => verdictLines(each, invocation.text)),
    value: verified.value,
    refused: verified.value.some((each) => each.verdict !== 'valid'),
  });
}
