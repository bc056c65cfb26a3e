import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import type { HaizhiContract } from '../shared/contract.ts';
import { type Failure, failureDetails, failureMessage } from '../shared/failures.ts';
import { connect } from '../shared/rpc.ts';
import { type App, openApp } from './app.ts';
import { centerCommands } from './cli/center-commands.ts';
import {
  type Command,
  type Desk,
  type Invocation,
  type Outcome,
  UsageError,
} from './cli/command.ts';
import { expertCommands } from './cli/expert-commands.ts';
import { panelCommands } from './cli/panel-commands.ts';
import { askPassphrase, askYesNo } from './cli/prompt.ts';
import { verifyCommand } from './cli/verify-command.ts';
import { nodePlatform } from './platform-node.ts';
import { type Text, textFor } from './services/text.ts';

/** `haizhi …`: the services for staff, scripts and tests. Exit code 0 done, 1 refused, 2 called in a wrong way. */

const commands: readonly Command[] = [
  ...centerCommands,
  ...expertCommands,
  ...panelCommands,
  verifyCommand,
];

/** What every command takes beside its own options. */
const common = {
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  'passphrase-file': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

interface Line {
  readonly command: Command | null;
  readonly arguments: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const text = textFor(languageOf(argv));
  try {
    const line = parse(argv);
    if (line.values.version === true) return say([packageJson.version]);
    if (line.command === null || line.values.help === true) {
      return say(usage(line.command === null ? commands : [line.command], text));
    }
    checkUsage(line.command, line);
    return await run(line.command, line, text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${text(error.key, error.values)}\n${text('cli.see-help')}\n`);
    return 2;
  }
}

/** Looked for by hand, so that a message about wrong arguments is in the right language too. */
function languageOf(argv: readonly string[]): 'zh-CN' | 'en' {
  const given = argv.flatMap((each, index) => {
    if (each === '--lang') return [argv[index + 1] ?? ''];
    return each.startsWith('--lang=') ? [each.slice('--lang='.length)] : [];
  });
  return given.at(-1) === 'en' ? 'en' : 'zh-CN';
}

function parse(argv: readonly string[]): Line {
  const command = commandOf(argv);
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...common, ...stringOptions(command === null ? [] : [command]) },
      allowPositionals: true,
    });
    if (command === null && positionals.length > 0) {
      throw new UsageError('cli.unknown-command', { command: positionals.slice(0, 2).join(' ') });
    }
    const named = command?.name.split(' ').length ?? 0;
    return { command, arguments: positionals.slice(named), values: { ...values } };
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof TypeError)) throw error;
    throw new UsageError('cli.wrong-option', { detail: error.message });
  }
}

/** The command that the first words name, wherever options stand between them. */
function commandOf(argv: readonly string[]): Command | null {
  const options = { ...common, ...stringOptions(commands) };
  const { positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
  });
  const [first, second] = positionals;
  return commands.find(({ name }) => name === `${first} ${second}` || name === first) ?? null;
}

function stringOptions(of: readonly Command[]) {
  const names = of.flatMap(({ options }) => options);
  return Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
}

function checkUsage(command: Command, line: Line): void {
  const { lang } = line.values;
  if (lang !== undefined && lang !== 'zh' && lang !== 'en') throw new UsageError('cli.usage-lang');
  const absent = command.required.find((name) => line.values[name] === undefined);
  if (absent !== undefined) throw new UsageError('cli.option-missing', { option: `--${absent}` });
  const given = line.arguments.length;
  if (given < command.least || given > command.most) {
    throw new UsageError('cli.wrong-arguments', {
      usage: `haizhi ${command.name} ${command.usage}`,
    });
  }
}

async function run(command: Command, line: Line, text: Text): Promise<number> {
  const opened: App[] = [];
  const folders: string[] = [];
  const open = async (home: string, center: string | null): Promise<Desk> => {
    const app = await openApp({
      home,
      profile: home,
      center,
      door: 'cli',
      version: packageJson.version,
      platform: nodePlatform(home),
      dialogs: null,
    });
    opened.push(app);
    return { call: connect<HaizhiContract>(app.call), files: app.files };
  };
  const string = (name: string) => {
    const value = line.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const invocation: Invocation = {
    arguments: line.arguments,
    option: string,
    text,
    openProfile: (folder) => open(path.resolve(folder), null),
    openCenter: (folder) => open(path.resolve(folder), path.resolve(folder)),
    openNothing: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'haizhi-'));
      folders.push(folder);
      return open(folder, null);
    },
    passphrase: (purpose) => askPassphrase(purpose, string('passphrase-file'), text),
    confirm: askYesNo,
  };
  try {
    return show(await command.run(invocation), line.values.json === true, text);
  } finally {
    for (const app of opened) await app.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

function show(outcome: Outcome, asJson: boolean, text: Text): number {
  const code = outcome.ok && outcome.value.refused !== true ? 0 : 1;
  if (asJson) {
    const value = outcome.ok
      ? { ok: code === 0, value: outcome.value.value }
      : { ok: false, failure: outcome.failure, message: failureLines(outcome.failure, text) };
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    return code;
  }
  const lines = outcome.ok ? outcome.value.lines : failureLines(outcome.failure, text);
  (code === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  return code;
}

/** A failure in words: what is wrong and what to do, then everything it lists. */
function failureLines(failure: Failure, text: Text): readonly string[] {
  const { key, values } = failureMessage(failure);
  const details = failureDetails(failure).map((each) => `  ${text(each.key, each.values)}`);
  return [text(key, values), ...details];
}

function usage(shown: readonly Command[], text: Text): readonly string[] {
  const each = shown.map(({ name, usage: rest }) => `  haizhi ${name} ${rest}`);
  return [text('cli.usage'), ...each, '', text('cli.common-options')];
}

function say(lines: readonly string[]): number {
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
