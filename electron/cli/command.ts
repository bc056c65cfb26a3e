import type { HaizhiContract } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import type { Client } from '../../shared/rpc.ts';
import type { FileStore } from '../services/index.ts';
import type { Text } from '../services/text.ts';

/** What a command prints when it is done: lines for a person, a value for a script. */
interface Report {
  readonly lines: readonly string[];
  readonly value: unknown;
  /** True when some of what was handed in was refused: exit code 1, although the rest was done. */
  readonly refused?: boolean;
}

/** What a command came to. A failure may bring its own lines, where these can say more than the failure alone. */
export type Outcome =
  | { readonly ok: true; readonly value: Report }
  | { readonly ok: false; readonly failure: Failure; readonly lines?: readonly string[] };

/** The services that a command works with, on the folders that it names. */
export interface Desk {
  readonly call: Client<HaizhiContract>;
  readonly files: FileStore;
  /** Everything in the center's registry as canonical text; `null` when it cannot be had. */
  readonly dumpRegistry: () => Promise<string | null>;
}

/** A passphrase, and whether a person has just typed it and may try again. */
export interface Passphrase {
  readonly passphrase: string;
  readonly isTyped: boolean;
}

/** Opening what is there, protecting something new, or taking the place of a passphrase that was just given. */
export type PassphrasePurpose = 'unlock' | 'choose' | 'change';

/** One run of a command. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly option: (name: string) => string | undefined;
  readonly text: Text;
  readonly openProfile: (folder: string) => Promise<Desk>;
  readonly openCenter: (folder: string) => Promise<Desk>;
  /** Services without a folder of anybody's, for what needs no identity. */
  readonly openNothing: () => Promise<Desk>;
  /** Whether an option without a value was given. */
  readonly flag: (name: string) => boolean;
  /**
   * From the prompt, `--passphrase-file` or `HAIZHI_PASSPHRASE`; one that takes the place of another from
   * `--new-passphrase-file` or `HAIZHI_NEW_PASSPHRASE`. Asked twice where it is chosen.
   */
  readonly passphrase: (
    purpose: PassphrasePurpose,
  ) => Promise<Result<Passphrase, Failure<'not-readable' | 'cancelled'>>>;
  /** Asks a person; `null` when nobody is there to answer. */
  readonly confirm: (question: string) => Promise<boolean | null>;
  /** Says something to the person at the terminal while the command goes on. */
  readonly mention: (line: string) => void;
}

/** An option with a value, e.g. `--round ID`, or without one, e.g. `--confirm-names`. */
interface Option {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isFlag: boolean;
}

export interface Command {
  /** The words that name it, e.g. `center init`. */
  readonly name: string;
  /** What follows the name, e.g. `DIR --name NAME`. */
  readonly usage: string;
  /** Key of the sentence that says what it does. */
  readonly about: string;
  /** Beside those that every command has. */
  readonly options: readonly Option[];
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  readonly run: (invocation: Invocation) => Promise<Outcome>;
}

/** An option that a command cannot do without. */
export function required(name: string): Option {
  return { name, isRequired: true, isFlag: false };
}

/** An option that may be left out. */
export function optional(name: string): Option {
  return { name, isRequired: false, isFlag: false };
}

/** An option that says yes by being there. */
export function flag(name: string): Option {
  return { name, isRequired: false, isFlag: true };
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
