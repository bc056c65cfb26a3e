import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';

const pollMs = 20;
const waitMs = 60_000;

/**
 * A page that nothing watches, to be weighed: a page of Playwright's has its network recorded, and the recorder keeps up to
 * 200 MB of answers inside the renderer.
 */
export class PlainPage {
  readonly #browser: CDPSession;
  readonly #session: string;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #count = 0;

  private constructor(browser: CDPSession, session: string) {
    this.#browser = browser;
    this.#session = session;
    browser.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      if (sessionId === session) this.#receive(JSON.parse(message));
    });
  }

  static async open(browser: Browser, address: string): Promise<PlainPage> {
    const session = await browser.newBrowserCDPSession();
    const { browserContextId } = await session.send('Target.createBrowserContext');
    const { targetId } = await session.send('Target.createTarget', {
      url: address,
      browserContextId,
      width: 1_366,
      height: 768,
    });
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    return new PlainPage(session, sessionId);
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })) as { result: { value: T }; exceptionDetails?: { text: string } };
    if (exceptionDetails) throw new Error(`${exceptionDetails.text}: ${expression}`);
    return result.value;
  }

  /** Waits for an element. @throws when it does not come. */
  async see(selector: string): Promise<void> {
    const end = performance.now() + waitMs;
    while (!(await this.evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`))) {
      if (performance.now() > end) throw new Error(`there is no ${selector}`);
      await setTimeout(pollMs);
    }
  }

  async go(hash: string): Promise<void> {
    await this.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  }

  /** One key that writes a character, or Enter. */
  async press(key: string): Promise<void> {
    const text = key === 'Enter' ? '\r' : key;
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }

  /** Puts a text in the place of what stands in a field. */
  async fill(selector: string, text: string): Promise<void> {
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).select()`);
    await this.send('Input.insertText', { text });
  }

  /** Bytes of JavaScript that are in use, after its garbage was collected. */
  async heap(): Promise<number> {
    await this.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await this.send('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize;
  }

  private send(method: string, params: object = {}): Promise<unknown> {
    this.#count += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#count, waiting);
    const message = JSON.stringify({ id: this.#count, method, params });
    void this.#browser.send('Target.sendMessageToTarget', { sessionId: this.#session, message });
    return waiting.promise;
  }

  #receive(reply: { id?: number; result?: unknown; error?: { message: string } }): void {
    const waiting = this.#waiting.get(reply.id ?? 0);
    this.#waiting.delete(reply.id ?? 0);
    if (reply.error === undefined) waiting?.resolve(reply.result);
    else waiting?.reject(new Error(reply.error.message));
  }
}
