import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session } from 'electron';
import { interludePath } from '../shared/interlude.ts';
import { type App, openApp } from './app.ts';
import { CrashGuard } from './crash-guard.ts';
import { takeDropped } from './dropped-file.ts';
import { answerPageCalls, appOrigin, appScheme, isOwnAddress } from './ipc.ts';
import { launchOptions } from './launch.ts';
import { menuOf } from './menu.ts';
import { openedFileIn, screenOf } from './opened-file.ts';
import { type PageFiles, pageFiles } from './page-files.ts';
import {
  electronDialogs,
  electronPlatform,
  showInstaller,
  showInstallerReport,
  showLogFolder,
  tell,
} from './platform-electron.ts';
import { refusedSwitch } from './refused-switch.ts';
import { checkInstaller } from './services/installer/check-installer.ts';
import { describeBug } from './services/log.ts';
import type { Platform } from './services/platform.ts';
import { loadSettings } from './services/settings.ts';
import { type Text, textFor } from './services/text.ts';
import { openingPlace, smallest } from './window-place.ts';

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

/** The file that was asked for before the app had started. */
let waiting: string | null = null;
let openFile = (file: string | null): void => {
  waiting = file;
};

const options = launchOptions(process.argv, app.getPath('userData'));
keepFilesIn(options.home);
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();

const refused = refusedSwitch((name) => app.commandLine.hasSwitch(name));
if (app.isPackaged && refused !== null) {
  app
    .whenReady()
    .then(() => explainRefusal(refused))
    .catch(explain);
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    showFirstWindow();
    openFile(openedFileIn(argv.slice(1), folder));
  });
  // macOS hands a file over this way, at the start before there is a page.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openFile(openedFileIn([file], '/'));
  });
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

function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

async function start(): Promise<void> {
  const platform = electronPlatform(options.home);
  const running = await openApp({
    ...options,
    door: 'electron',
    version: app.getVersion(),
    platform,
    dialogs: electronDialogs,
  });
  running.log.write('info', 'app.started', { version: app.getVersion() });
  closeBeforeTheEnd(running);
  setMenu(running, platform);
  refusePermissionsAndNetwork();
  const page = pageFiles(path.join(here, '../renderer'));
  protocol.handle(appScheme, (request) => answerPage(page, request.url));
  const call: App['call'] = async (name, input) => {
    const reply = await running.call(name, input);
    // Its words follow the language that was chosen.
    if (name === 'settings.write') setMenu(running, platform);
    return reply;
  };
  answerPageCalls(ipcMain, {
    call,
    take: (file) => takeDropped(running.files, file),
    refused: () => running.log.write('warning', 'ipc.refused'),
  });
  openWindow(running, platform).webContents.once('did-finish-load', () => {
    openFile = (file) => void showFile(running, platform, file);
    openFile(waiting ?? openedFileIn(process.argv.slice(1), process.cwd()));
  });
}

/** An AppImage on a machine without namespaces is started without the sandbox: whoever double-clicked it must learn why. */
function explainRefusal(name: string): void {
  process.stderr.write(`refused: --${name}\n`);
  const text = textFor(app.getLocale().startsWith('zh') ? 'zh-CN' : 'en');
  dialog.showErrorBox(text('shell.refused.title'), text('shell.refused.detail', { name }));
  app.exit(1);
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

function wordsOf(platform: Platform): Text {
  return textFor(loadSettings(platform.settings).settings.locale);
}

function setMenu(running: App, platform: Platform): void {
  const text = wordsOf(platform);
  const template = menuOf(text, process.platform, {
    openBundle: () =>
      void electronDialogs.pick('bundle').then((files) => openFile(files?.[0] ?? null)),
    showKeys: () => contentsInFront()?.sendInputEvent({ type: 'keyDown', keyCode: 'F1' }),
    showLog: () => showLogFolder(platform.home.log),
    checkInstaller: () => void checkChosenInstaller(text).catch((error) => report(running, error)),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function report(running: App, error: unknown): void {
  running.log.write('error', 'shell.failed', describeBug(error));
}

function contentsInFront() {
  return (BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0])?.webContents;
}

async function checkChosenInstaller(text: Text): Promise<void> {
  const file = await showInstaller(text);
  if (file === null) return;
  // Beside this code, inside the archive whose integrity is checked; not there in a build without a release key.
  const checked = await checkInstaller(file, path.join(here, 'release-key.pem'));
  await showInstallerReport(text, file, checked);
}

/** Leads the page to a file by its token and name, as if a person had chosen it there: a new center is asked about first. */
async function showFile(running: App, platform: Platform, file: string | null): Promise<void> {
  if (file === null) return;
  const minted = await running.files.mint(file);
  if (!minted.ok) {
    const text = wordsOf(platform);
    const detail = text('shell.file.detail', { file: path.basename(file) });
    await tell('warning', text('shell.file.title'), detail, [text('shell.ok')]);
    return;
  }
  const { token, name } = minted.value;
  const place = `${appOrigin}/index.html#/${screenOf(file)}/${token}/${encodeURIComponent(name)}`;
  // Only the fragment differs, so the page stays; where it could not be loaded there is nothing to lead.
  await contentsInFront()
    ?.loadURL(place)
    .catch((error) => report(running, error));
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

function openWindow(running: App, platform: Platform): BrowserWindow {
  const displays = screen.getAllDisplays().map((each) => each.workArea);
  const { bounds, isMaximized } = openingPlace(platform.settings.get('window'), displays);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: '#f7f4ed',
    webPreferences,
  });
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    platform.settings.set({ window: { x, y, width, height, isMaximized: window.isMaximized() } });
  });
  comeBack(window, running, platform);
  window.loadURL(`${appOrigin}/index.html`).catch((error) => report(running, error));
  return window;
}

/** What a person recorded lies on this side: the page can be loaded again as it was, also when it asks for that. */
function comeBack(window: BrowserWindow, running: App, platform: Platform): void {
  const guard = new CrashGuard();
  const contents = window.webContents;
  let isLeft = false;
  // The page asks for a process that knows nothing of this one: Electron's own way to one is to end it.
  contents.on('will-navigate', (event) => {
    if (event.url.split('#')[0] !== `${appOrigin}${interludePath}`) return;
    event.preventDefault();
    isLeft = true;
    setImmediate(() => contents.forcefullyCrashRenderer());
  });
  contents.on('render-process-gone', async (_event, { reason }) => {
    if (isLeft) {
      isLeft = false;
      return contents.reload();
    }
    if (reason === 'clean-exit') return;
    running.log.write('error', 'page.gone', { reason });
    const text = wordsOf(platform);
    if (guard.mayReload(performance.now())) {
      contents.reload();
      const words = [text('shell.crashed.title'), text('shell.crashed.detail')] as const;
      await tell('warning', ...words, [text('shell.ok')]);
      return;
    }
    const words = [text('shell.crashing.title'), text('shell.crashing.detail')] as const;
    await tell('error', ...words, [text('shell.quit')]);
    app.quit();
  });
  window.on('unresponsive', async () => {
    running.log.write('warning', 'page.unresponsive');
    const text = wordsOf(platform);
    const buttons = [text('shell.wait'), text('shell.reload')];
    const chosen = await tell(
      'warning',
      text('shell.stuck.title'),
      text('shell.stuck.detail'),
      buttons,
    );
    if (chosen === 1 && !contents.isDestroyed()) contents.forcefullyCrashRenderer();
  });
}
