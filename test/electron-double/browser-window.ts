import { EventEmitter } from 'node:events';
import path from 'node:path';
import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import { app, isAppReady } from './app.ts';
import { cancellable } from './cancellable.ts';
import { WebContents } from './web-contents.ts';

/** What Electron does where a window says nothing. */
const defaults: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: true,
  navigateOnDragDrop: false,
  devTools: true,
};

/** What the double can show: everything else would need a page with Node in it. */
const shown: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
};

const open = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #isVisible: boolean;
  #isMinimized = false;
  #isMaximized = false;
  #bounds: Rectangle;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!isAppReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = { ...defaults, ...options.webPreferences };
    if (!app.isSandboxed)
      throw new Error('the double opens no window where not all have a sandbox');
    refuseUnlessShown(preferences);
    this.#isVisible = options.show !== false;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.webContents = new WebContents(preferences, { width, height });
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.#closed());
    open.add(this);
    app.windowOpened(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...open].at(-1) ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...open].find((each) => each.webContents === contents) ?? null;
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  show(): void {
    this.#isVisible = true;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  minimize(): void {
    this.#isMinimized = true;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  restore(): void {
    this.#isMinimized = false;
  }

  maximize(): void {
    this.#isMaximized = true;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }

  /** Where it is when it is not maximized. */
  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  focus(): void {
    this.emit('focus');
  }

  close(): void {
    const event = cancellable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.webContents.close();
  }

  #closed(): void {
    open.delete(this);
    this.emit('closed');
    app.windowClosed(this);
  }
}

function refuseUnlessShown(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(shown)) {
    if (Reflect.get(preferences, name) !== value) {
      throw new Error(`the double opens no window with ${name} ${Reflect.get(preferences, name)}`);
    }
  }
  if (preferences.preload !== undefined && !path.isAbsolute(preferences.preload)) {
    throw new Error('preload script must have absolute path');
  }
}
