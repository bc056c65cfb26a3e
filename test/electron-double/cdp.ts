import type { CDPSession } from 'playwright-core';

/** One target of the browser (or the browser itself), spoken to in Chrome's own protocol, typed as Playwright types it. */
export type Target = Pick<CDPSession, 'send' | 'on'>;

type Listener = (params: unknown) => void;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** The connection to the Chromium that stands for Electron's. */
export class Wire {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #listeners = new Map<string, Listener[]>();
  #count = 0;

  static async open(address: string): Promise<Wire> {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new Wire(socket);
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data))));
  }

  /** The browser itself, or the target of an attached session. */
  target(session = ''): Target {
    const send = (method: string, params: object = {}) => this.#send(session, method, params);
    const on = (method: string, listener: Listener) => {
      const key = `${session}:${method}`;
      this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
    };
    return { send, on } as unknown as Target;
  }

  #send(session: string, method: string, params: object): Promise<unknown> {
    const id = ++this.#count;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    const addressed = session === '' ? {} : { sessionId: session };
    this.#socket.send(JSON.stringify({ id, method, params, ...addressed }));
    return answer.promise;
  }

  #take({ id, method, params, result, error, sessionId = '' }: Message): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(`${sessionId}:${method}`) ?? []) listener(params);
      return;
    }
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) answer?.resolve(result);
    else answer?.reject(new Error(error.message));
  }
}
