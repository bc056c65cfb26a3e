/**
 * Switches of Chromium and Node with which whoever starts the app could look into it, run something in it or take
 * its protection away. Nobody needs them in a release.
 */
const names = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'js-flags',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'remote-allow-origins',
  'allow-file-access-from-files',
  'auto-open-devtools-for-tabs',
  'disable-site-isolation-trials',
  'disable-web-security',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'load-extension',
  'log-net-log',
  'proxy-server',
  'renderer-cmd-prefix',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
] as const;

/** The first of them that was given; `null` where there is none. */
export function refusedSwitch(isGiven: (name: string) => boolean): string | null {
  return names.find(isGiven) ?? null;
}
