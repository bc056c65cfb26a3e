/**
 * Switches of Chromium and Node with which whoever starts the app could look into it, run something in it or take
 * its protection away. Nobody needs them in a release. Left
 * out on purpose: `enable-features`, which Wayland desktops pass, and `disable-setuid-sandbox`, which leaves the other one.
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
  // Electron itself gives it where ELECTRON_DISABLE_SANDBOX is set, an AppImage's launcher where the kernel gives no namespaces.
  'no-sandbox',
  'allow-sandbox-debugging',
  'disable-gpu-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'in-process-gpu',
  'no-zygote',
  'no-zygote-sandbox',
  'single-process',
  'allow-file-access-from-files',
  'allow-insecure-localhost',
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'bypasscsp-schemes',
  'disable-blink-features',
  'disable-features',
  'disable-kill-after-bad-ipc',
  'disable-site-isolation-for-policy',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  'force-fieldtrials',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'load-extension',
  'log-net-log',
  'ppapi-plugin-launcher',
  'proxy-auto-detect',
  'proxy-bypass-list',
  'proxy-pac-url',
  'proxy-server',
  'renderer-cmd-prefix',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
  'zygote-cmd-prefix',
] as const;

/** The first of them that was given; `null` where there is none. */
export function refusedSwitch(isGiven: (name: string) => boolean): string | null {
  return names.find(isGiven) ?? null;
}
