import path from 'node:path';
import { nodePlatform } from '../../electron/platform-node.ts';
import type { Dialogs } from '../../electron/services/dialogs.ts';
import { createServices, type FileStore } from '../../electron/services/index.ts';
import type { Secrets } from '../../electron/services/platform.ts';
import { contract, type HaizhiContract } from '../../shared/contract.ts';
import { must } from '../../shared/result.ts';
import { type Client, connect, dispatch } from '../../shared/rpc.ts';

/** The services of one person or center, reached as every door reaches them. */
export interface TestDesk {
  readonly call: Client<HaizhiContract>;
  readonly files: FileStore;
  readonly folder: string;
  readonly dumpRegistry: () => Promise<string | null>;
  readonly close: () => Promise<void>;
  /** A token of a file. */
  readonly token: (file: string) => Promise<string>;
}

/** What a test may set beside the folders. */
export interface DeskOptions {
  readonly center?: boolean;
  /** Milliseconds by which this machine's clock is ahead. */
  readonly ahead?: number;
  /** The machine's clock itself, instead. */
  readonly clock?: () => Date;
  /** The operating system's keeping of secrets; left out: it keeps none. */
  readonly secrets?: Secrets;
  readonly dialogs?: Dialogs;
  /** Drives that are plugged in; left out: none. */
  readonly drives?: readonly string[];
  /** A PostgreSQL server for the center's registry. */
  readonly registryUrl?: string;
}

/** Opens services on a folder: a profile's, or a center's. Whoever asks closes them. */
export function deskOn(folder: string, options: DeskOptions = {}): TestDesk {
  const platform = nodePlatform(path.join(folder, 'home'));
  const { ahead = 0, dialogs = null, center = false, drives = [], registryUrl = null } = options;
  const { clock = () => new Date(Date.now() + ahead), secrets = platform.secrets } = options;
  const services = createServices({
    platform: { ...platform, now: clock, secrets, drives: async () => drives },
    profile: center ? path.join(folder, 'nobody') : folder,
    center: center ? folder : null,
    door: 'cli',
    version: '1.0.0',
    dialogs,
    registryUrl,
  });
  const call = connect<HaizhiContract>(async (name, input) => {
    // What crosses a door is JSON.
    const sent = JSON.parse(JSON.stringify(input));
    const { implementation } = services;
    const reply = await dispatch(contract, implementation, name, sent, (fault, method, error) => {
      console.error(fault, method, error);
    });
    return JSON.parse(JSON.stringify(reply));
  });
  const token = async (file: string) => must(await services.files.mint(file)).token;
  return { ...services, call, folder, token };
}
