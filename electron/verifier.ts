import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import packageJson from '../package.json' with { type: 'json' };
import type { VerdictReport } from '../shared/exchange.ts';
import { ok } from '../shared/result.ts';
import { checkLine, languageOf, parseLine, wantsJson } from './cli/arguments.ts';
import {
  type Command,
  type Invocation,
  type Outcome,
  optional,
  UsageError,
} from './cli/command.ts';
import { say, showMisuse, showOutcome } from './cli/output.ts';
import { verdictLines } from './cli/report-lines.ts';
import { processTerminal } from './cli/terminal.ts';
import { authorityIn, judgeFile } from './cli/workbook-file.ts';
import { createCompute } from './services/compute/compute.ts';
import { serveTasks } from './services/compute/serve.ts';
import { type Text, textFor } from './services/text.ts';
import { type JudgingTasks, unreadReport } from './services/workbook/judging.ts';
import { verifyWorkbook } from './services/workbook/verification.ts';

/**
 * The verifier on its own: one file for a court or an auditor who has Node and nothing else of us. It says in the same
 * words what `haizhi verify` says, writes nothing and knows no network.
 */

const verifier = 'haizhi-verify.mjs';
const usage = `node ${verifier} FILE... [--trust ca.pem] [--json] [--lang zh|en]`;
type Given = Pick<Invocation, 'arguments' | 'option' | 'text'>;

const command: Command = {
  name: 'verify',
  usage: 'FILE... [--trust ca.pem]',
  about: 'cli.about.verify',
  options: [optional('trust')],
  least: 1,
  most: 500,
  run: verify,
};

/** Workers that run this very file, so that a file which the verifier cannot get done with ends with its worker. */
const judges = createCompute<JudgingTasks>(new URL(import.meta.url), { size: 1 });

if (parentPort === null) process.exitCode = await main(process.argv.slice(2));
else serveTasks(parentPort, { 'workbook.verify': verifyWorkbook });

/** Exit code 0: every file is valid; 1: some are not, or cannot be read; 2: called in a wrong way. */
async function main(argv: readonly string[]): Promise<number> {
  const text = textFor(languageOf(argv));
  const terminal = processTerminal();
  try {
    const line = parseLine(['verify', ...argv], [command]);
    const { values } = line;
    if (values.version === true) return say([packageJson.version], terminal);
    if (values.help === true) return say(helpLines(text), terminal);
    checkLine(command, line);
    const { trust } = values;
    const option = () => (typeof trust === 'string' ? trust : undefined);
    const outcome = await verify({ arguments: line.arguments, option, text });
    return showOutcome(outcome, values.json === true, text, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const misuse = new UsageError(error.key, { ...error.values, usage });
    return showMisuse(misuse, `node ${verifier} --help`, wantsJson(argv), text, terminal);
  } finally {
    terminal.close();
  }
}

function helpLines(text: Text): readonly string[] {
  return [text('cli.usage'), `  ${usage}`, `      ${text(command.about)}`];
}

async function verify({ arguments: files, option, text }: Given): Promise<Outcome> {
  const authority = await authorityIn(option('trust'));
  if (!authority.ok) return authority;
  const reports: VerdictReport[] = [];
  for (const file of files) {
    const judged = await judgeFile(file, authority.value, judges);
    reports.push(
      judged.ok ? judged.value.report : unreadReport(path.basename(file), judged.failure),
    );
  }
  return ok({
    lines: reports.flatMap((each) => verdictLines(each, text)),
    value: reports,
    refused: reports.some((each) => each.verdict !== 'valid'),
  });
}
