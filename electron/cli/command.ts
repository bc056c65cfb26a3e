import type { HaizhiContract } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import type { Client } from '../../shared/rpc.ts';
import type { FileStore } from '../services/index.ts';
import type { Text } from '../services/text.ts';

/** What a command prints when it is done: lines for a person, a value for a script. */
export interface Report {
  readonly lines: readonly string[];
  readonly value: unknown;
  /** True when some of what was handed in was refused: exit code 1, although the rest was done. */
  readonly refused?: boolean;
}

export type Outcome = Result<Report, Failure>;

/** The services that a command works with, on the folders that it names. */
export interface Desk {
  readonly call: Client<HaizhiContract>;
  readonly files: FileStore;
}

/** One run of a command. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly option: (name: string) => string | undefined;
  readonly text: Text;
  readonly openProfile: (folder: string) => Promise<Desk>;
  readonly openCenter: (folder: string) => Promise<Desk>;
  /** Services without a folder of anybody's, for what needs no identity. */
  readonly openNothing: () => Promise<Desk>;
  /** From the prompt, `--passphrase-file` or `HAIZHI_PASSPHRASE`. Asked twice where it is chosen. */
  readonly passphrase: (purpose: 'unlock' | 'choose') => Promise<string>;
  /** Asks a person; `null` when nobody is there to answer. */
  readonly confirm: (question: string) => Promise<boolean | null>;
}

export interface Command {
  /** The words that name it, e.g. `center init`. */
  readonly name: string;
  /** What follows the name, e.g. `DIR --name NAME`. */
  readonly usage: string;
  /** Options with a value, beside those that every command has. */
  readonly options: readonly string[];
  readonly required: readonly string[];
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  readonly run: (invocation: Invocation) => Promise<Outcome>;
}

/** Called in a wrong way: exit code 2 with the usage. */
export class UsageError extends Error {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
  constructor(key: string, values: Readonly<Record<string, string>> = {}) {
    super(key);
    this.name = 'UsageError';
    this.key = key;
    this.values = values;
  }
}
