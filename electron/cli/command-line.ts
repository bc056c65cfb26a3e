import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { HaizhiContract } from '../../shared/contract.ts';
import { connect, FaultError } from '../../shared/rpc.ts';
import { type App, openApp } from '../app.ts';
import { nodePlatform } from '../platform-node.ts';
import { describeBug } from '../services/log.ts';
import { type Text, textFor } from '../services/text.ts';
import { checkLine, type Line, languageOf, parseLine, wantsJson } from './arguments.ts';
import { centerCommands } from './center-commands.ts';
import { resumeCommand } from './center-log-command.ts';
import { type Command, type Desk, type Invocation, UsageError } from './command.ts';
import { convertCommand } from './convert-command.ts';
import { expertCommands } from './expert-commands.ts';
import { helpLines } from './help.ts';
import { logCommand } from './log-command.ts';
import { json, say, showMisuse, showOutcome } from './output.ts';
import { panelCommands } from './panel-commands.ts';
import { askPassphrase, askYesNo } from './prompt.ts';
import { takeOverCommand } from './take-over-command.ts';
import type { Terminal } from './terminal.ts';
import { verifyCommand } from './verify-command.ts';

/** All of them, in the order of a round. */
const commands: readonly Command[] = [
  ...centerCommands,
  ...expertCommands,
  ...panelCommands,
  verifyCommand,
  convertCommand,
  logCommand,
  resumeCommand,
  takeOverCommand,
];

/** Runs one command line. Gives the exit code: 0 done, 1 refused with a message, 2 called in a wrong way. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const text = textFor(languageOf(argv));
  try {
    const line = parseLine(argv, commands);
    const { command, values } = line;
    if (values.version === true) return say([packageJson.version], terminal);
    if (values.help === true) {
      return say(helpLines(command === null ? commands : [command], text), terminal);
    }
    if (command === null) {
      terminal.mention(`${helpLines(commands, text).join('\n')}\n`);
      return 2;
    }
    checkLine(command, line);
    return await run(command, line, text, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return showMisuse(error, text('cli.see-help'), wantsJson(argv), text, terminal);
  } finally {
    terminal.close();
  }
}

/** The apps that one command opens, and the folders it needs for itself. */
class Desks {
  readonly #apps: App[] = [];
  readonly #folders: string[] = [];

  async open(home: string, center: string | null): Promise<Desk> {
    const app = await openApp({
      home,
      profile: home,
      center,
      door: 'cli',
      version: packageJson.version,
      platform: nodePlatform(home),
      dialogs: null,
    });
    this.#apps.push(app);
    const call = connect<HaizhiContract>(app.call);
    return { call, files: app.files, dumpRegistry: app.dumpRegistry };
  }

  async openNothing(): Promise<Desk> {
    const folder = await mkdtemp(path.join(tmpdir(), 'haizhi-'));
    this.#folders.push(folder);
    return this.open(folder, null);
  }

  /** A bug goes where support finds it. A call's own fault is there already. */
  report(error: unknown): void {
    if (error instanceof FaultError) return;
    for (const { log } of this.#apps) log.write('error', 'cli.failed', describeBug(error));
  }

  async close(): Promise<void> {
    for (const app of this.#apps) await app.close();
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }
}

async function run(command: Command, line: Line, text: Text, terminal: Terminal): Promise<number> {
  const desks = new Desks();
  const asJson = line.values.json === true;
  try {
    const outcome = await command.run(invocationOf(line, desks, text, terminal));
    return showOutcome(outcome, asJson, text, terminal);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    desks.report(error);
    const message = [text('cli.broken')];
    if (asJson) terminal.print(json({ ok: false, fault: 'internal', message }));
    terminal.mention(`${message.join('\n')}\n`);
    return 1;
  } finally {
    await desks.close();
  }
}

function invocationOf(line: Line, desks: Desks, text: Text, terminal: Terminal): Invocation {
  const option = (name: string) => {
    const value = line.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    arguments: line.arguments,
    option,
    flag: (name) => line.values[name] === true,
    text,
    openProfile: (folder) => desks.open(path.resolve(folder), null),
    openCenter: (folder) => desks.open(path.resolve(folder), path.resolve(folder)),
    openNothing: () => desks.openNothing(),
    passphrase: (purpose) => {
      const named = purpose === 'change' ? 'new-passphrase-file' : 'passphrase-file';
      return askPassphrase(purpose, option(named), terminal, text);
    },
    confirm: (question) => askYesNo(question, terminal),
    mention: (said) => terminal.mention(`${said}\n`),
  };
}
