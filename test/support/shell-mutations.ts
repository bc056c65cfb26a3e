/** A fault in the wiring of the desktop app: a piece of its source and what stands there instead. */
export interface ShellMutation {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const desktop = 'electron/desktop.ts';
const ipc = 'electron/ipc.ts';
const platform = 'electron/platform-electron.ts';

/** Every one of them must be noticed by a test of the desktop app. */
export const shellMutations: readonly ShellMutation[] = [
  // what a page may do
  { name: 'no sandbox', file: desktop, from: 'sandbox: true', to: 'sandbox: false' },
  {
    name: 'one world',
    file: desktop,
    from: 'contextIsolation: true',
    to: 'contextIsolation: false',
  },
  { name: 'Node', file: desktop, from: 'nodeIntegration: false', to: 'nodeIntegration: true' },
  { name: 'no web security', file: desktop, from: 'webSecurity: true', to: 'webSecurity: false' },
  { name: 'webviews', file: desktop, from: 'webviewTag: false', to: 'webviewTag: true' },
  { name: 'spell checker', file: desktop, from: 'spellcheck: false', to: 'spellcheck: true' },
  { name: 'drop navigates', file: desktop, from: 'DragDrop: false', to: 'DragDrop: true' },
  { name: 'switches', file: desktop, from: 'refused !== null', to: "refused === 'none'" },
  {
    name: 'inline scripts',
    file: 'electron/content-policy.ts',
    from: "script-src 'self'",
    to: "script-src 'self' 'unsafe-inline'",
  },
  // the way out
  {
    name: 'navigation',
    file: desktop,
    from: 'if (!isOwnAddress(event.url)) event',
    to: 'if (!event) event',
  },
  {
    name: 'redirects',
    file: desktop,
    from: "contents.on('will-redirect', (event) => event.preventDefault());",
    to: '',
  },
  {
    name: 'webview attaching',
    file: desktop,
    from: "contents.on('will-attach-webview', (event) => event.preventDefault());",
    to: '',
  },
  { name: 'windows', file: desktop, from: "action: 'deny'", to: "action: 'allow'" },
  { name: 'permission asked', file: desktop, from: 'answer(false)', to: 'answer(true)' },
  {
    name: 'permission checked',
    file: desktop,
    from: 'CheckHandler(() => false)',
    to: 'CheckHandler(() => true)',
  },
  {
    name: 'downloads',
    file: desktop,
    from: "own.on('will-download', (event) => event.preventDefault());",
    to: '',
  },
  { name: 'network', file: desktop, from: 'cancel: !isOwn &&', to: 'cancel: false && !isOwn &&' },
  // the bridge
  { name: 'no preload', file: desktop, from: "'preload.cjs'", to: "'preload.js'" },
  { name: 'channel', file: ipc, from: 'ipcMain.handle(channel', to: "ipcMain.handle('another'" },
  { name: 'sender', file: ipc, from: 'if (isOwnPage(event)) return', to: 'if (event) return' },
  {
    name: 'raw channel',
    file: 'electron/preload.ts',
    from: 'Object.freeze({',
    to: 'Object.freeze({ invoke: (...all: [string]) => ipcRenderer.invoke(...all),',
  },
  { name: 'scheme', file: desktop, from: 'standard: true', to: 'standard: false' },
  { name: 'keychain', file: platform, from: "!== 'basic_text'", to: "!== 'nothing'" },
  // files, instances, the end
  {
    name: 'recent files',
    file: platform,
    from: "['openFile', 'dontAddToRecent']",
    to: "['openFile']",
  },
  {
    name: 'instances',
    file: desktop,
    from: 'app.requestSingleInstanceLock()',
    to: 'app.isReady() === false',
  },
  { name: 'first window', file: desktop, from: '    showFirstWindow();\n', to: '' },
  {
    name: 'second start',
    file: desktop,
    from: 'openFile(openedFileIn(argv.slice(1), folder));',
    to: '',
  },
  { name: 'handed over', file: desktop, from: "openFile(openedFileIn([file], '/'));", to: '' },
  { name: 'session data', file: desktop, from: "app.setPath('sessionData', chromium);", to: '' },
  {
    name: 'unclean end',
    file: desktop,
    from: "app.on('will-quit', (event) => {\n    event.preventDefault();",
    to: "app.on('will-quit', () => {",
  },
  { name: 'crash', file: desktop, from: 'contents.reload();', to: '' },
  {
    name: 'crash for ever',
    file: 'electron/crash-guard.ts',
    from: 'const most = 3',
    to: 'const most = 300',
  },
  { name: 'hang', file: desktop, from: "window.on('unresponsive'", to: "window.on('responsive'" },
  {
    name: 'menu',
    file: desktop,
    from: "if (name === 'settings.write') setMenu(running, platform);",
    to: '',
  },
  { name: 'place', file: desktop, from: "platform.settings.get('window')", to: 'undefined' },
];
