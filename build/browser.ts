import { existsSync } from 'node:fs';
import path from 'node:path';

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
};

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
};

/** Chrome, Edge or Chromium of this machine, in that order, `$CHROMIUM` before all; null where there is none. */
export function findBrowser(machine: Machine): string | null {
  const chosen = machine.env.CHROMIUM;
  const candidates = chosen === undefined ? browserPaths(machine) : [chosen];
  return candidates.find((file) => machine.exists(file)) ?? null;
}

/** False only on a Unix desktop system without X11 or Wayland, where no window can open. */
export function hasDisplay(machine: Machine): boolean {
  if (machine.platform === 'win32' || machine.platform === 'darwin') return true;
  return Boolean(machine.env.DISPLAY || machine.env.WAYLAND_DISPLAY);
}

function browserPaths({ platform, env }: Machine): readonly string[] {
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA];
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ];
    return programs.flatMap((program) =>
      roots.filter((each) => each !== undefined).map((each) => path.win32.join(each, program)),
    );
  }
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
    const roots = ['/Applications', path.posix.join(env.HOME ?? '', 'Applications')];
    return names.flatMap((name) =>
      roots.map((each) => `${each}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  const commands = [
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
    'chromium',
    'chromium-browser',
  ];
  const folders = (env.PATH ?? '').split(':').filter((each) => each !== '');
  return commands.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

/** What the window of the app is opened on. */
interface BrowserStart {
  /** The first page: no secret may stand in it, since every account of the machine can read it. */
  readonly page: string;
  /** The name under which the host is served. */
  readonly host: string;
  readonly profile: string;
  readonly asRoot: boolean;
}

/**
 * How the browser is started for this app alone: a profile of its own, one window without tabs, no
 * extensions, and no host in the world but ours can be resolved, so nothing leaves the machine.
 */
export function browserSwitches({ page, host, profile, asRoot }: BrowserStart): readonly string[] {
  return [
    `--app=${page}`,
    `--user-data-dir=${profile}`,
    `--host-resolver-rules=MAP ${host} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    '--no-proxy-server',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,SafeBrowsingOnUIThread',
    '--password-store=basic',
    '--window-size=1366,768',
    ...(asRoot ? ['--no-sandbox'] : []),
  ];
}
