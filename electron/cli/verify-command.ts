import path from 'node:path';
import { ok } from '../../shared/result.ts';
import { unreadReport } from '../services/workbook/judging.ts';
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
  const files = await Promise.all(
    invocation.arguments.map(async (file) => ({ file, minted: await desk.files.mint(file) })),
  );
  const trust = invocation.option('trust');
  const trusted = await mintFiles(desk.files, trust === undefined ? [] : [trust]);
  if (!trusted.ok) return trusted;
  const tokens = files.flatMap(({ minted }) => (minted.ok ? [minted.value.token] : []));
  const authority = trusted.value[0];
  const verified =
    tokens.length === 0
      ? ok([])
      : await desk.call('workbooks.verify', { files: tokens, authority });
  if (!verified.ok) return verified;
  const judged = [...verified.value];
  const reports = files.flatMap(({ file, minted }) =>
    minted.ok ? judged.splice(0, 1) : [unreadReport(path.basename(file), minted.failure)],
  );
  return ok({
    lines: reports.flatMap((each) => verdictLines(each, invocation.text)),
    value: reports,
    refused: reports.some((each) => each.verdict !== 'valid'),
  });
}
