import path from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol, session } from 'electron';
import { openApp } from './app.ts';
import { answerCalls, appOrigin, appScheme, isOwnAddress } from './ipc.ts';
import { launchOptions } from './launch.ts';
import { type PageFiles, pageFiles } from './page-files.ts';
import { electronDialogs, electronPlatform } from './platform-electron.ts';

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

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const options = launchOptions(process.argv, app.getPath('userData'));
  const running = await openApp({
    ...options,
    door: 'electron',
    version: app.getVersion(),
    platform: electronPlatform(options.home),
    dialogs: electronDialogs,
  });
  app.on('will-quit', () => void running.close());
  Menu.setApplicationMenu(null);
  refusePermissionsAndNetwork();
  const page = pageFiles(path.join(here, '../renderer'));
  protocol.handle(appScheme, (request) => answerPage(page, request.url));
  answerCalls(ipcMain, running.call, () => running.log.write('warning', 'ipc.refused'));
  openWindow();
}

function refusePermissionsAndNetwork(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
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
  const file = isOwnAddress(address)
    ? await page(decodeURIComponent(new URL(address).pathname))
    : null;
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
