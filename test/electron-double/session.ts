import { EventEmitter } from 'node:events';
import { isAppReady } from './app.ts';
import { chromium } from './chromium-process.ts';

type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;
type DeviceHandler = (details: object) => boolean;
interface RequestDetails {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
}
type BeforeRequest = (
  details: RequestDetails,
  answer: (verdict: { readonly cancel?: boolean }) => void,
) => void;

/** What a page can ask the browser for and Chromium can be told from outside. */
const permissions = ['notifications', 'clipboard-read', 'midi'];

class DoubleSession extends EventEmitter {
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;
  #beforeRequest: BeforeRequest | null = null;
  #device: DeviceHandler | null = null;
  #isSpellCheckerEnabled = true;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.#beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.#device = handler;
  }

  /** Not of Electron: whether a page may have a device; without a handler, one that a person chose. */
  grantsDevice(details: object): boolean {
    return this.#device?.(details) ?? true;
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.#isSpellCheckerEnabled = isEnabled;
  }

  isSpellCheckerEnabled(): boolean {
    return this.#isSpellCheckerEnabled;
  }

  /** Not of Electron: whether a request may go out. */
  async allows(details: RequestDetails): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (listener === null) return true;
    const verdict = await new Promise<{ readonly cancel?: boolean }>((resolve) =>
      listener(details, resolve),
    );
    return verdict.cancel !== true;
  }

  /**
   * Not of Electron: tells Chromium what the handlers decide. Electron allows what no handler refuses, and asks
   * one for the state and the other for the request; Chromium has one setting, denied only where both refuse.
   */
  async applyPermissions(contents: unknown): Promise<void> {
    for (const name of permissions) {
      const isRequestGranted = await this.#grantsRequest(contents, name);
      const isGranted = isRequestGranted || (this.#check?.(contents, name, '', {}) ?? true);
      await chromium().send('Browser.setPermission', {
        permission: { name },
        setting: isGranted ? 'granted' : 'denied',
      });
    }
  }

  #grantsRequest(contents: unknown, name: string): Promise<boolean> {
    const handler = this.#request;
    if (handler === null) return Promise.resolve(true);
    return new Promise((resolve) => handler(contents, name, resolve, {}));
  }
}

const defaultSession = new DoubleSession();

export const session = {
  get defaultSession(): DoubleSession {
    if (!isAppReady()) throw new Error('Session can only be received when app is ready');
    return defaultSession;
  },
};
