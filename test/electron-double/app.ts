import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { cancellable } from './cancellable.ts';
import { takeInstanceLock } from './instance-lock.ts';

interface Manifest {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
}

/** What `quit` has to close. */
interface Closable {
  readonly close: () => void;
}

const isReady = { value: false };
const readiness = Promise.withResolvers<void>();
const switches = new Map<string, string>();
const windows = new Set<Closable>();

class DoubleApp extends EventEmitter {
  /** As a released app would be, where a test says so. */
  readonly isPackaged = process.env.ELECTRON_DOUBLE_PACKAGED === '1';
  readonly #paths = new Map<string, string>();
  #manifest: Manifest = { name: 'app', version: '0.0.0' };
  #isQuitting = false;
  #isSandboxed = false;

  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
    // Electron counts the appended ones too: those are Playwright's, and a release would refuse them.
    hasSwitch: isGiven,
  };

  /** Not of Electron: what it reads from the app's folder. */
  readManifest(folder: string): void {
    this.#manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  }

  getName(): string {
    return this.#manifest.productName ?? this.#manifest.name;
  }

  getVersion(): string {
    return this.#manifest.version;
  }

  getLocale(): string {
    return 'zh-CN';
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === 'sessionData') return this.getPath('userData');
    if (name !== 'userData') throw new Error(`the double knows no path ${name}`);
    const settings = process.env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config');
    return path.join(settings, this.getName());
  }

  setPath(name: string, folder: string): void {
    if (!existsSync(folder)) throw new Error(`Failed to set path: ${folder} does not exist`);
    this.#paths.set(name, folder);
  }

  enableSandbox(): void {
    if (isReady.value)
      throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#isSandboxed = true;
  }

  /** Not of Electron: whether every page is in the sandbox, whatever its window asks for. */
  get isSandboxed(): boolean {
    return this.#isSandboxed;
  }

  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    return takeInstanceLock(folder, (second) =>
      this.emit('second-instance', cancellable({}), second.argv, second.folder, undefined),
    );
  }

  isReady(): boolean {
    return isReady.value;
  }

  whenReady(): Promise<void> {
    return readiness.promise;
  }

  quit(): void {
    const event = cancellable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    if (windows.size === 0) this.#endUnlessPrevented();
    for (const window of windows) window.close();
  }

  exit(code = 0): void {
    setImmediate(() => process.exit(code));
  }

  /** Not of Electron: windows tell it when they open and when they are gone. */
  windowOpened(window: Closable): void {
    windows.add(window);
  }

  windowClosed(window: Closable): void {
    windows.delete(window);
    if (windows.size > 0) return;
    if (this.#isQuitting) this.#endUnlessPrevented();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  #endUnlessPrevented(): void {
    const event = cancellable({});
    this.emit('will-quit', event);
    this.#isQuitting = false;
    if (!event.defaultPrevented) this.exit();
  }
}

export const app = new DoubleApp();

function isGiven(name: string): boolean {
  return process.argv.some((each) => each === `--${name}` || each.startsWith(`--${name}=`));
}

/** Whether the app is ready, whatever Playwright has made of `app.isReady`. */
export function isAppReady(): boolean {
  return isReady.value;
}

/** The switches that were appended, as arguments. Lists of features belong to the real runtime's own browser. */
export function appendedSwitches(): readonly string[] {
  return [...switches]
    .filter(([name]) => !name.endsWith('-features'))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

export function becomeReady(): void {
  isReady.value = true;
  app.emit('ready', cancellable({}), {});
  readiness.resolve();
}
