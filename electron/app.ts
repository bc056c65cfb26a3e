import { contract } from '../shared/contract.ts';
import { dispatch, type Fault, type Reply } from '../shared/rpc.ts';
import type { LaunchOptions } from './launch.ts';
import type { Dialogs } from './services/dialogs.ts';
import { createServices, type FileStore } from './services/index.ts';
import type { Log } from './services/log.ts';
import { describeBug } from './services/log.ts';
import type { Platform } from './services/platform.ts';

/** What a door adds to the folders it works on. */
interface AppOptions extends LaunchOptions {
  readonly door: 'electron' | 'browser' | 'cli';
  readonly version: string;
  readonly platform: Platform;
  /** The system's own file dialogs, where the door has them. */
  readonly dialogs: Dialogs | null;
}

/** The running privileged side, the same behind every door. */
export interface App {
  /** Answers one call of the contract; never rejects. */
  readonly call: (name: unknown, input: unknown) => Promise<Reply>;
  readonly files: FileStore;
  /** Everything in the center's registry as canonical text; `null` when it cannot be had. */
  readonly dumpRegistry: () => Promise<string | null>;
  readonly log: Log;
  /** Locks, ends long work and closes everything that is open. */
  readonly close: () => Promise<void>;
}

/** Starts the services for one door. */
export async function openApp(options: AppOptions): Promise<App> {
  const { log } = options.platform;
  const services = await createServices(options);
  const report = (fault: Fault, method: string, error: unknown) =>
    log.write('error', `call.${fault}`, { method: methodName(method), ...describeBug(error) });
  return {
    call: (name, input) => dispatch(contract, services.implementation, name, input, report),
    files: services.files,
    dumpRegistry: services.dumpRegistry,
    log,
    close: services.close,
  };
}

/** Names that are not in the contract come from outside and have no place in the log. */
function methodName(method: string): string {
  return Object.hasOwn(contract, method) ? method : '(unknown)';
}
