import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { WebPreferences } from 'electron';
import { cancellable } from './cancellable.ts';
import { carriage } from './carriage.ts';
import type { Target } from './cdp.ts';
import { chromium } from './chromium-process.ts';
import { filePlaces } from './file-places.ts';
import { invokeHandler } from './ipc-main.ts';
import { pageWorld, preloadWorld } from './page-worlds.ts';
import { addressInApp, addressInChromium } from './protocol.ts';
import { answerRequest } from './requests.ts';
import { session } from './session.ts';

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

export interface Size {
  readonly width: number;
  readonly height: number;
}

const world = 'electron-preload';
const binding = 'electronDouble';
const all = new Map<string, WebContents>();

/** One page of Chromium, seen as Electron shows it. */
export class WebContents extends EventEmitter {
  readonly session = session.defaultSession;
  readonly #preferences: WebPreferences;
  readonly #started: Promise<Target>;
  #targetId = '';
  #frame = '';
  #preloadContext = 0;
  #address = '';
  #isOrdered = false;
  #isGone = false;
  #openHandler: OpenHandler | null = null;

  constructor(preferences: WebPreferences, size: Size) {
    super();
    this.#preferences = preferences;
    this.#started = this.#start(size);
    this.#started.catch((error) => {
      process.stderr.write(`a window cannot be opened: ${error?.stack}\n`);
      process.exit(1);
    });
  }

  getURL(): string {
    return this.#address;
  }

  getLastWebPreferences(): WebPreferences {
    return this.#preferences;
  }

  isDestroyed(): boolean {
    return this.#isGone;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(address: string): Promise<void> {
    const target = await this.#started;
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve));
    this.#isOrdered = true;
    const navigated = await target.send('Page.navigate', { url: addressInChromium(address) });
    this.#isOrdered = false;
    const { errorText, loaderId } = navigated;
    if (errorText !== undefined && errorText !== '') throw new Error(`${errorText}: ${address}`);
    // Without a loader only the fragment has changed.
    if (loaderId !== undefined) await loaded;
  }

  reload(): void {
    void this.loadURL(this.#address);
  }

  /**
   * The page is gone with all that it held. Its process is not: a page that has crashed is lost to Playwright, which drives it.
   */
  forcefullyCrashRenderer(): void {
    void this.#started.then(async (target) => {
      const left = new Promise((resolve) => this.once('did-navigate', resolve));
      await target.send('Page.navigate', { url: 'about:blank' });
      await left;
      this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    });
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const target = await this.#started;
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await target.send('Runtime.evaluate', options);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value;
  }

  /** Keys only: what the app sends by itself. */
  sendInputEvent({ type, keyCode }: { readonly type: 'keyDown'; readonly keyCode: string }): void {
    void this.#started.then((target) =>
      target.send('Input.dispatchKeyEvent', { type, key: keyCode, code: keyCode }),
    );
  }

  close(): void {
    void this.#started.then(() =>
      chromium().send('Target.closeTarget', { targetId: this.#targetId }),
    );
  }

  /** Not of Electron: Chromium has closed the page. */
  gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    all.delete(this.#targetId);
    this.emit('destroyed');
  }

  /** Not of Electron: Chromium has opened a window for this page, which is asked only now. */
  popupOpened(targetId: string, url: string): void {
    const verdict = this.#openHandler?.({ url }) ?? { action: 'allow' };
    if (verdict.action === 'deny') void chromium().send('Target.closeTarget', { targetId });
    else this.emit('did-create-window');
  }

  async #start(size: Size): Promise<Target> {
    await watchTargets();
    const browser = chromium();
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...size,
    });
    this.#targetId = targetId;
    all.set(targetId, this);
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const target = chromium(sessionId);
    const { frameTree } = await target.send('Page.getFrameTree');
    this.#frame = frameTree.frame.id;
    this.#listen(target);
    await target.send('Page.enable');
    await target.send('Inspector.enable');
    await target.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await this.#installPreload(target);
    await target.send('Runtime.enable');
    await this.session.applyPermissions(this);
    return target;
  }

  #listen(target: Target): void {
    target.on('Fetch.requestPaused', (paused) => {
      const isMain = paused.frameId === this.#frame;
      void answerRequest(target, paused, (url) => !isMain || this.#mayNavigate(url));
    });
    target.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      // It stands for a page that is gone, whose address stays.
      if (frame.url !== 'about:blank') this.#address = addressInApp(frame.url);
      this.emit('did-navigate', {}, frame.url);
    });
    target.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.#frame) this.#address = addressInApp(url);
    });
    target.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
    });
    target.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    target.on('Runtime.executionContextCreated', ({ context }) => {
      // Chromium makes this world in every frame; the preload runs in the page's own only.
      const isMain = context.auxData?.frameId === this.#frame;
      if (context.name === world && isMain) this.#preloadContext = context.id;
    });
    target.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== binding || executionContextId !== this.#preloadContext) return;
      void this.#answerPreload(target, JSON.parse(payload));
    });
  }

  #mayNavigate(url: string): boolean {
    if (this.#isOrdered) return true;
    const event = cancellable({ url, isMainFrame: true });
    this.emit('will-navigate', event, url);
    return !event.defaultPrevented;
  }

  /** A preload that cannot be read leaves the page without it, as in Electron, which only complains. */
  async #installPreload(target: Target): Promise<void> {
    const file = this.#preferences.preload;
    if (file === undefined) return;
    const wire = JSON.stringify(randomUUID());
    const script = readPreload(file);
    const topOnly = "if (window !== window.top || location.href === 'about:blank') return;";
    await target.send('Runtime.addBinding', { name: binding, executionContextName: world });
    await target.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(() => { ${topOnly} (${pageWorld})(${wire}); })();`,
    });
    await target.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: world,
      source: `(() => { ${topOnly}
        const preload = function (require, module, exports, process) { ${script}\n };
        (${preloadWorld})(${wire}, '${binding}', (${carriage})(), (${filePlaces})('${binding}'), preload);
      })();`,
    });
  }

  async #answerPreload(target: Target, message: PreloadMessage): Promise<void> {
    if (message.kind === 'broken') return complainAboutPreload(message.problem);
    if (message.kind === 'file') return this.#tellPlace(target, message.index);
    const { number, channel, args } = message;
    const frame = { url: this.#address, parent: null };
    const outcome = await invokeHandler({ sender: this, senderFrame: frame }, channel, args).then(
      (value) => ({ number, value }),
      (error: Error) => ({ number, problem: error.message }),
    );
    await this.#runInPreload(target, `${binding}Answer(${JSON.stringify(outcome)})`);
  }

  /** As `webUtils` does: the path of a file that came from the machine, an empty one of a file that the page made. */
  async #tellPlace(target: Target, index: number): Promise<void> {
    const expression = `${binding}Files[${index}]`;
    const contextId = this.#preloadContext;
    const { result } = await target.send('Runtime.evaluate', { expression, contextId });
    const { path } = await target.send('DOM.getFileInfo', { objectId: result.objectId! });
    await this.#runInPreload(target, `${binding}Place(${index}, ${JSON.stringify(path)})`);
  }

  async #runInPreload(target: Target, expression: string): Promise<void> {
    if (this.#isGone) return;
    await target
      .send('Runtime.evaluate', { expression, contextId: this.#preloadContext })
      .catch(() => process.stderr.write('the page left before its call was answered\n'));
  }
}

type PreloadMessage =
  | { readonly kind: 'file'; readonly index: number }
  | {
      readonly kind: 'invoke';
      readonly number: number;
      readonly channel: string;
      readonly args: string;
    }
  | { readonly kind: 'broken'; readonly problem: string };

function readPreload(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    complainAboutPreload(String(error));
    return '';
  }
}

function complainAboutPreload(problem: string): void {
  process.stderr.write(`Unable to load preload script: ${problem}\n`);
}

let watching: Promise<unknown> | null = null;

function watchTargets(): Promise<unknown> {
  if (watching !== null) return watching;
  const browser = chromium();
  browser.on('Target.targetDestroyed', ({ targetId }) => all.get(targetId)?.gone());
  browser.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type !== 'page' || targetInfo.openerId === undefined) return;
    all.get(targetInfo.openerId)?.popupOpened(targetInfo.targetId, addressInApp(targetInfo.url));
  });
  watching = browser.send('Target.setDiscoverTargets', { discover: true });
  return watching;
}

export const webContents = {
  fromDevToolsTargetId: (id: string) => all.get(id),
  getAllWebContents: () => [...all.values()],
};
