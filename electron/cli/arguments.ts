import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command.ts';

/** What every command takes beside its own options. */
const common = {
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  'passphrase-file': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

/** A command line that has been understood. */
export interface Line {
  /** `null` where only help or the version was asked for, or nothing at all. */
  readonly command: Command | null;
  readonly arguments: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/**
 * The language that was asked for. Looked for by hand, so that a message about wrong arguments is in the right
 * language too; Chinese unless English was asked for.
 */
export function languageOf(argv: readonly string[]): 'zh-CN' | 'en' {
  const given = argv.flatMap((each, index) => {
    if (each === '--lang') return [argv[index + 1] ?? ''];
    return each.startsWith('--lang=') ? [each.slice('--lang='.length)] : [];
  });
  return given.at(-1) === 'en' ? 'en' : 'zh-CN';
}

/** Whether `--json` was asked for, also where the rest of the line is wrong. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).includes('--json');
}

/**
 * Understands a command line. Options may stand anywhere; one that is given twice counts as it is given last.
 * @throws UsageError for what no command understands.
 */
export function parseLine(argv: readonly string[], commands: readonly Command[]): Line {
  const words = positionals(argv, commands);
  const command = commandOf(words, commands);
  try {
    const { values, positionals: given } = parseArgs({
      args: [...argv],
      options: { ...common, ...optionsOf(command === null ? commands : [command]) },
      allowPositionals: true,
    });
    const asksHelp = given[0] === 'help';
    if (command === null && given.length > 0 && !asksHelp) throw unknownCommand(given, commands);
    const line = { ...values, help: values.help || asksHelp };
    return { command, arguments: given.slice(nameLength(command)), values: line };
  } catch (error) {
    throw wrongOption(error, argv, commands);
  }
}

/**
 * Holds a line against its command.
 * @throws UsageError: an argument or option too few, too many or empty.
 */
export function checkLine(command: Command, { arguments: given, values }: Line): void {
  const { lang } = values;
  if (lang !== undefined && lang !== 'zh' && lang !== 'en') throw new UsageError('cli.usage-lang');
  const absent = command.options.find((each) => each.isRequired && values[each.name] === undefined);
  if (absent !== undefined) {
    throw new UsageError('cli.option-missing', {
      option: `--${absent.name}`,
      usage: `haizhi ${command.name} ${command.usage}`,
    });
  }
  if (given.length < command.least || given.length > command.most) {
    throw new UsageError('cli.wrong-arguments', {
      usage: `haizhi ${command.name} ${command.usage}`,
    });
  }
  // A script's variable that was never set: an empty path would mean the folder we stand in.
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty !== undefined) throw new UsageError('cli.empty-option', { option: `--${empty[0]}` });
  if (given.includes('')) throw new UsageError('cli.empty-argument');
}

/** The words of the line, wherever options stand between them. */
function positionals(argv: readonly string[], commands: readonly Command[]): readonly string[] {
  const options = { ...common, ...optionsOf(commands) };
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: false }).positionals;
}

function commandOf(words: readonly string[], commands: readonly Command[]): Command | null {
  const [first, second] = words[0] === 'help' ? words.slice(1) : words;
  const names = [`${first} ${second}`, first];
  return commands.find(({ name }) => names.includes(name)) ?? null;
}

function nameLength(command: Command | null): number {
  return command?.name.split(' ').length ?? 0;
}

function optionsOf(of: readonly Command[]) {
  const options = of.flatMap((command) => command.options);
  return Object.fromEntries(
    options.map(({ name, isFlag }) => {
      return [name, { type: isFlag ? ('boolean' as const) : ('string' as const) }];
    }),
  );
}

function unknownCommand(words: readonly string[], commands: readonly Command[]): UsageError {
  const group = commands.filter(({ name }) => name.startsWith(`${words[0]} `));
  const known = (group.length > 0 ? group : commands).map(({ name }) => name).join(', ');
  return new UsageError('cli.unknown-command', { command: words.slice(0, 2).join(' '), known });
}

/** What Node says of a wrong option, in our words. */
function wrongOption(
  error: unknown,
  argv: readonly string[],
  commands: readonly Command[],
): unknown {
  if (!(error instanceof TypeError) || !('code' in error)) return error;
  const [, option = ''] = /'(?:-\w, )?(--?[^' =]+)/.exec(error.message) ?? [];
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      // Scripts and habits of other programs: said on its own, since it matters why there is none.
      return option === '--passphrase'
        ? new UsageError('cli.usage-passphrase-option')
        : new UsageError('cli.unknown-option', { option });
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return new UsageError(
        isFlag(option, commands) ? 'cli.option-takes-none' : 'cli.option-value',
        { option },
      );
    default:
      return new UsageError('cli.wrong-option', { detail: argv.join(' ') });
  }
}

function isFlag(option: string, commands: readonly Command[]): boolean {
  const known: Readonly<Record<string, { readonly type: string }>> = {
    ...common,
    ...optionsOf(commands),
  };
  return known[option.replace(/^--/, '')]?.type === 'boolean';
}
