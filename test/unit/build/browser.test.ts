import { describe, expect, it } from 'vitest';
import { browserSwitches, findBrowser, hasDisplay, type Machine } from '../../../build/browser.ts';

function machine(
  platform: NodeJS.Platform,
  env: Record<string, string>,
  ...files: readonly string[]
): Machine {
  return { platform, env, exists: (file) => files.includes(file) };
}

describe('findBrowser', () => {
  const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const windows = {
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  };

  it('finds Edge on Windows, and Chrome before it', () => {
    expect(findBrowser(machine('win32', windows, edge))).toBe(edge);
    expect(findBrowser(machine('win32', windows, edge, chrome))).toBe(chrome);
  });

  it('finds Chrome in the applications of macOS, also of one user', () => {
    const own = '/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machine('darwin', { HOME: '/Users/li' }, own))).toBe(own);
  });

  it('finds Chromium on the PATH of Linux', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin' };
    expect(findBrowser(machine('linux', env, '/usr/bin/chromium'))).toBe('/usr/bin/chromium');
  });

  it('takes the chosen one or none at all', () => {
    const env = { PATH: '/usr/bin', CHROMIUM: '/opt/mine' };
    expect(findBrowser(machine('linux', env, '/usr/bin/chromium', '/opt/mine'))).toBe('/opt/mine');
    expect(findBrowser(machine('linux', env, '/usr/bin/chromium'))).toBeNull();
  });

  it('finds nothing on a bare machine', () => {
    expect(findBrowser(machine('linux', {}))).toBeNull();
    expect(findBrowser(machine('win32', {}))).toBeNull();
  });
});

describe('hasDisplay', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['win32', {}, true],
    ['darwin', {}, true],
  ] as const)('%s with %j: %s', (platform, env, expected) => {
    expect(hasDisplay(machine(platform, env))).toBe(expected);
  });
});

describe('browserSwitches', () => {
  const start = {
    page: 'file:///home/li/browser/launch.html',
    host: 'haizhi.localhost',
    profile: '/home/li/browser',
    asRoot: false,
  };

  it('opens one window on the page in a profile of its own', () => {
    const switches = browserSwitches(start);
    expect(switches).toContain('--app=file:///home/li/browser/launch.html');
    expect(switches).toContain('--user-data-dir=/home/li/browser');
  });

  it('lets no host but ours be resolved', () => {
    expect(browserSwitches(start)).toContain(
      '--host-resolver-rules=MAP haizhi.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    );
  });

  it('gives up the sandbox for root only, where Chromium does not start with it', () => {
    expect(browserSwitches(start)).not.toContain('--no-sandbox');
    expect(browserSwitches({ ...start, asRoot: true })).toContain('--no-sandbox');
  });
});
