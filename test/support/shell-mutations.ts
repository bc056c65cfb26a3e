/** A fault in the wiring of the desktop app: a piece of its source and what stands there instead. */
export interface ShellMutation {
  readonly name: string;
  /** Its source, or `dist/electron/preload.cjs` for what no source could say. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The tests that must notice it: a file of `test/e2e` by its name. */
  readonly by: 'desktop' | 'desktop-installer' | 'desktop-limits' | 'desktop-shell';
}

const desktop = 'electron/desktop.ts';
const ipc = 'electron/ipc.ts';
const preload = 'electron/preload.ts';
const platform = 'electron/platform-electron.ts';

/** Every one of them must be noticed by a test of the desktop app. */
export const shellMutations: readonly ShellMutation[] = [
  // what a page may do
  {
    name: 'no sandbox',
    file: desktop,
    from: 'sandbox: true',
    to: 'sandbox: false',
    by: 'desktop-limits',
  },
  {
    name: 'one world',
    file: desktop,
    from: 'contextIsolation: true',
    to: 'contextIsolation: false',
    by: 'desktop-limits',
  },
  {
    name: 'Node',
    file: desktop,
    from: 'nodeIntegration: false',
    to: 'nodeIntegration: true',
    by: 'desktop-limits',
  },
  {
    name: 'no web security',
    file: desktop,
    from: 'webSecurity: true',
    to: 'webSecurity: false',
    by: 'desktop-limits',
  },
  {
    name: 'webviews',
    file: desktop,
    from: 'webviewTag: false',
    to: 'webviewTag: true',
    by: 'desktop-limits',
  },
  {
    name: 'spell checker',
    file: desktop,
    from: 'spellcheck: false',
    to: 'spellcheck: true',
    by: 'desktop-limits',
  },
  {
    name: 'drop navigates',
    file: desktop,
    from: 'DragDrop: false',
    to: 'DragDrop: true',
    by: 'desktop-limits',
  },
  {
    name: 'switches',
    file: desktop,
    from: 'refused !== null',
    to: "refused === 'none'",
    by: 'desktop-shell',
  },
  {
    name: 'inline scripts',
    file: 'electron/content-policy.ts',
    from: "script-src 'self'",
    to: "script-src 'self' 'unsafe-inline'",
    by: 'desktop-limits',
  },
  // the way out
  {
    name: 'interlude',
    file: desktop,
    from: 'isLeft = true;',
    to: '',
    by: 'desktop-shell',
  },
  {
    name: 'navigation',
    file: desktop,
    from: 'if (!isOwnAddress(event.url)) event',
    to: 'if (!event) event',
    by: 'desktop-limits',
  },
  {
    name: 'redirects',
    file: desktop,
    from: "contents.on('will-redirect', (event) => event.preventDefault());",
    to: '',
    by: 'desktop-limits',
  },
  {
    name: 'webview attaching',
    file: desktop,
    from: "contents.on('will-attach-webview', (event) => event.preventDefault());",
    to: '',
    by: 'desktop-limits',
  },
  {
    name: 'windows',
    file: desktop,
    from: "action: 'deny'",
    to: "action: 'allow'",
    by: 'desktop-limits',
  },
  {
    name: 'permission asked',
    file: desktop,
    from: 'answer(false)',
    to: 'answer(true)',
    by: 'desktop-limits',
  },
  {
    name: 'permission checked',
    file: desktop,
    from: 'CheckHandler(() => false)',
    to: 'CheckHandler(() => true)',
    by: 'desktop-limits',
  },
  {
    name: 'downloads',
    file: desktop,
    from: "own.on('will-download', (event) => event.preventDefault());",
    to: '',
    by: 'desktop-limits',
  },
  {
    name: 'network',
    file: desktop,
    from: 'cancel: !isOwn &&',
    to: 'cancel: false && !isOwn &&',
    by: 'desktop-limits',
  },
  // the bridge
  {
    name: 'no preload',
    file: desktop,
    from: "'preload.cjs'",
    to: "'preload.js'",
    by: 'desktop-limits',
  },
  {
    name: 'channel',
    file: ipc,
    from: 'ipcMain.handle(channel',
    to: "ipcMain.handle('another'",
    by: 'desktop-limits',
  },
  {
    name: 'sender',
    file: ipc,
    from: 'if (isOwnPage(event)) return door.call',
    to: 'if (event) return door.call',
    by: 'desktop-limits',
  },
  {
    name: 'raw channel',
    file: 'electron/preload.ts',
    from: 'Object.freeze({',
    to: 'Object.freeze({ invoke: (...all: [string]) => ipcRenderer.invoke(...all),',
    by: 'desktop-limits',
  },
  {
    name: 'scheme',
    file: desktop,
    from: 'standard: true',
    to: 'standard: false',
    by: 'desktop-limits',
  },
  {
    name: 'keychain',
    file: platform,
    from: "!== 'basic_text'",
    to: "!== 'nothing'",
    by: 'desktop-shell',
  },
  // files, instances, the end
  {
    name: 'recent files',
    file: platform,
    from: "['openFile', 'dontAddToRecent']",
    to: "['openFile']",
    by: 'desktop',
  },
  {
    name: 'instances',
    file: desktop,
    from: 'app.requestSingleInstanceLock()',
    to: 'app.isReady() === false',
    by: 'desktop',
  },
  { name: 'first window', file: desktop, from: '    showFirstWindow();\n', to: '', by: 'desktop' },
  {
    name: 'second start',
    file: desktop,
    from: 'openFile(openedFileIn(argv.slice(1), folder));',
    to: '',
    by: 'desktop-shell',
  },
  {
    name: 'handed over',
    file: desktop,
    from: "openFile(openedFileIn([file], '/'));",
    to: '',
    by: 'desktop-shell',
  },
  {
    name: 'session data',
    file: desktop,
    from: "app.setPath('sessionData', chromium);",
    to: '',
    by: 'desktop',
  },
  {
    name: 'unclean end',
    file: desktop,
    from: "app.on('will-quit', (event) => {\n    event.preventDefault();",
    to: "app.on('will-quit', () => {",
    by: 'desktop',
  },
  { name: 'crash', file: desktop, from: 'contents.reload();', to: '', by: 'desktop-shell' },
  {
    name: 'crash for ever',
    file: 'electron/crash-guard.ts',
    from: 'const most = 3',
    to: 'const most = 300',
    by: 'desktop-shell',
  },
  {
    name: 'hang',
    file: desktop,
    from: "window.on('unresponsive'",
    to: "window.on('responsive'",
    by: 'desktop-shell',
  },
  {
    name: 'menu',
    file: desktop,
    from: "if (name === 'settings.write') setMenu(running, platform);",
    to: '',
    by: 'desktop-shell',
  },
  {
    name: 'release key',
    file: desktop,
    from: "path.join(here, 'release-key.pem')",
    to: "path.join(here, 'key.pem')",
    by: 'desktop-installer',
  },
  {
    name: 'place',
    file: desktop,
    from: "platform.settings.get('window')",
    to: 'undefined',
    by: 'desktop-shell',
  },
  // what would break the app on the real runtime
  {
    name: 'late scheme',
    file: desktop,
    from: `protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);`,
    to: `void app.whenReady().then(() => protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]));`,
    by: 'desktop-limits',
  },
  {
    name: 'double channel',
    file: ipc,
    from: 'ipcMain.handle(dropChannel',
    to: 'ipcMain.handle(channel',
    by: 'desktop-limits',
  },
  {
    name: 'preload as a module',
    file: 'dist/electron/preload.cjs',
    from: 'let electron = require("electron");',
    to: 'import * as electron from "electron";',
    by: 'desktop-limits',
  },
  {
    name: 'preload with Node',
    file: 'dist/electron/preload.cjs',
    from: 'let electron = require("electron");',
    to: 'require("node:fs"); let electron = require("electron");',
    by: 'desktop-limits',
  },
  {
    name: 'sandbox for some',
    file: desktop,
    from: 'app.enableSandbox();',
    to: '',
    by: 'desktop-limits',
  },
  {
    name: 'developer tools',
    file: desktop,
    from: 'devTools: !app.isPackaged',
    to: 'devTools: true',
    by: 'desktop-limits',
  },
  {
    name: 'devices',
    file: desktop,
    from: 'own.setDevicePermissionHandler(() => false);',
    to: '',
    by: 'desktop-limits',
  },
  {
    name: 'dictionaries',
    file: desktop,
    from: 'own.setSpellCheckerEnabled(false);',
    to: '',
    by: 'desktop-limits',
  },
  {
    name: 'any text',
    file: 'electron/content-policy.ts',
    from: `"require-trusted-types-for 'script'",`,
    to: '',
    by: 'desktop-limits',
  },
  // dropped files
  {
    name: 'path to the page',
    file: preload,
    from: 'ipcRenderer.invoke(dropChannel, webUtils.getPathForFile(file))',
    to: 'Promise.resolve(webUtils.getPathForFile(file))',
    by: 'desktop-limits',
  },
  {
    name: 'any file',
    file: 'electron/dropped-file.ts',
    from: 'if (taken.includes(path.extname(file).toLowerCase()))',
    to: 'if (file)',
    by: 'desktop-limits',
  },
  {
    name: 'drop from anybody',
    file: ipc,
    from: 'if (isOwnPage(event)) return door.take(file);',
    to: 'if (event) return door.take(file);',
    by: 'desktop-limits',
  },
  {
    name: 'backups',
    file: 'electron/opened-file.ts',
    from: "? 'welcome' : 'rounds'",
    to: "? 'rounds' : 'rounds'",
    by: 'desktop',
  },
];
