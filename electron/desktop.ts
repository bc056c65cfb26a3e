import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { type App, openApp } from './app.ts';
import { answerCalls, appOrigin, appScheme, isOwnAddress } from './ipc.ts';
import { launchOptions } from './launch.ts';
import { type PageFiles, pageFiles } from './page-files.ts';
import { electronDialogs, electronPlatform } from './platform-electron.ts';
import { refusedSwitch } from './refused-switch.ts';
import { describeBug } from './services/log.ts';

/** The desktop app. Everything that decides lies in the services; this file only opens a window on them. */

const here = import.meta.dirname;

/** The same for every window; a release has no developer tools. */
const webPreferences = {
  preload: path.join(here, 'preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  devTools: !app.isPackaged,
};

const options = launchOptions(process.argv, app.getPath('userData'));
keepFilesIn(options.home);
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();

const refused = refusedSwitch((name) => app.commandLine.hasSwitch(name));
if (app.isPackaged && refused !== null) {
  process.stderr.write(`refused: --${refused}\n`);
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showFirstWindow);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(explain);
} else {
  app.quit();
}

/** One running app for each home, whose Chromium keeps its own files apart from what matters. */
function keepFilesIn(home: string): void {
  const chromium = path.join(home, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('userData', home);
  app.setPath('sessionData', chromium);
}

/** Its command line is another process's word: nothing of it is looked at. */
function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

async function start(): Promise<void> {
  const running = await openApp({
    ...options,
    door: 'electron',
    version: app.getVersion(),
    platform: electronPlatform(options.home),
    dialogs: electronDialogs,
  });
  closeBeforeTheEnd(running);
  setMenu();
  refusePermissionsAndNetwork();
  const page = pageFiles(path.join(here, '../renderer'));
  protocol.handle(appScheme, (request) => answerPage(page, request.url));
  answerCalls(ipcMain, running.call, () => running.log.write('warning', 'ipc.refused'));
  openWindow();
}

/** A bug at the start, before there is a page that could say so. */
function explain(error: unknown): void {
  dialog.showErrorBox(app.getName(), String(error));
  app.exit(1);
}

/** Electron waits for no promise: the end is put off until keys are erased, locks given back and files closed. */
function closeBeforeTheEnd(running: App): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    running.close().then(
      () => app.exit(0),
      (error) => {
        running.log.write('error', 'close.failed', describeBug(error));
        app.exit(1);
      },
    );
  });
}

/** macOS takes copy, paste and quit from the menu; elsewhere they work without one. */
function setMenu(): void {
  const roles = ['appMenu', 'editMenu', 'windowMenu'] as const;
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null);
}

function refusePermissionsAndNetwork(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.setSpellCheckerEnabled(false);
  // The app has no business on a network: whatever is not its own page is cut off.
  own.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = isOwnAddress(details.url) || details.url.startsWith(`blob:${appOrigin}`);
    answer({
      cancel: !isOwn && !details.url.startsWith('devtools:') && !details.url.startsWith('data:'),
    });
  });
}

async function answerPage(page: PageFiles, address: string): Promise<Response> {
  const file = isOwnAddress(address) ? await page(new URL(address).pathname) : null;
  if (file === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.body), { headers: { ...file.headers } });
}

function openWindow(): void {
  const window = new BrowserWindow({
    width: 1366,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: '#f7f4ed',
    webPreferences,
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/index.html`);
}
