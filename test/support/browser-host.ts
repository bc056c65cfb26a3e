import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inProject } from '../../build/project.ts';

/** The app as it is served to a browser, in a process of its own. */
export interface RunningHost {
  /** With this run's secret in the fragment. */
  readonly address: string;
  /** Ends it as Ctrl-C does. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut does. */
  readonly kill: () => Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts the built app on these folders. Ended together with this process at the latest. */
export async function startHost(folders: {
  readonly home: string;
  readonly profile?: string;
  readonly center?: string;
}): Promise<RunningHost> {
  const options = Object.entries(folders).flatMap(([name, folder]) => [`--${name}`, folder]);
  const host = spawn(process.execPath, [inProject('dist/electron/host.js'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(host);
  host.once('exit', () => running.delete(host));
  const end = async (signal: NodeJS.Signals) => {
    if (!running.has(host)) return;
    host.kill(signal);
    await once(host, 'exit');
  };
  for await (const line of createInterface({ input: host.stdout! })) {
    const address = /^listening (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) {
      return { address, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
    }
  }
  throw new Error('the host ended before it listened');
}

process.once('exit', () => {
  for (const host of running) host.kill('SIGKILL');
});
