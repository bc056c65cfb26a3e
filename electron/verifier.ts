import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import type { VerdictReport } from '../shared/exchange.ts';
import type { Failure } from '../shared/failures.ts';
import { fail, ok, type Result } from '../shared/result.ts';
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
import { readingFailure } from './services/disk/disk-failure.ts';
import { readBounded } from './services/disk/durable-file.ts';
import { readAuthority } from './services/rounds/trusted-center.ts';
import { type Text, textFor } from './services/text.ts';
import { reportOf } from './services/workbook/intake.ts';
import { workbookLimit } from './services/workbook/store.ts';
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

process.exitCode = await main(process.argv.slice(2));

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
  const trust = option('trust');
  const authority = trust === undefined ? ok(null) : await authorityIn(trust);
  if (!authority.ok) return authority;
  const reports: VerdictReport[] = [];
  for (const file of files) {
    const bytes = await contentOf(file, workbookLimit);
    if (!bytes.ok) return bytes;
    const now = new Date();
    const judged = await verifyWorkbook({ bytes: bytes.value, authority: authority.value, now });
    reports.push(reportOf(path.basename(file), judged));
  }
  return ok({
    lines: reports.flatMap((each) => verdictLines(each, text)),
    value: reports,
    refused: reports.some((each) => each.verdict !== 'valid'),
  });
}

async function authorityIn(file: string): Promise<Result<Uint8Array, Failure>> {
  const pem = await contentOf(file, 64 * 1024);
  if (!pem.ok) return pem;
  const authority = await readAuthority(Buffer.from(pem.value).toString('latin1'));
  if (authority !== null) return ok(authority.certificate);
  return fail({ kind: 'not-a-center', file: path.basename(file) });
}

async function contentOf(file: string, limit: number): Promise<Result<Uint8Array, Failure>> {
  const bytes = await readBounded(file, limit);
  if (bytes.ok) return bytes;
  if (bytes.failure.kind === 'too-large') return fail({ kind: 'file-too-large', file, limit });
  return fail(readingFailure(bytes.failure, file));
}
