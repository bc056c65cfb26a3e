import type { carriage } from './carriage.ts';
import type { filePlaces } from './file-places.ts';

/**
 * Both functions run in the page, sent there as text: they refer to nothing outside themselves. The page's own
 * world and the preload's speak through events of the document, as the worlds of a content script do; the detail
 * of an event is cloned on its way.
 */

interface Exposed {
  readonly key: string;
  readonly functions: readonly string[];
}

interface Settled {
  readonly number: number;
  readonly value?: unknown;
  readonly problem?: string;
}

/** The page's side of `contextBridge`: builds what the preload exposes, out of functions that answer promises. */
export function pageWorld(wire: string): void {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  const listen = (name: string, listener: (detail: unknown) => void) =>
    document.addEventListener(`${wire}-${name}`, (event) =>
      listener((event as CustomEvent<unknown>).detail),
    );
  const call = (key: string, name: string, given: readonly unknown[]): Promise<unknown> => {
    const args = structuredClone(given);
    const answer = Promise.withResolvers<unknown>();
    const number = ++count;
    waiting.set(number, answer);
    const detail = { number, key, name, args };
    document.dispatchEvent(new CustomEvent(`${wire}-call`, { detail }));
    return answer.promise;
  };
  listen('expose', (detail) => {
    const { key, functions } = detail as Exposed;
    const made = functions.map((name) => [
      name,
      (...args: readonly unknown[]) => call(key, name, args),
    ]);
    const value = Object.freeze(Object.fromEntries(made));
    Object.defineProperty(window, key, { value, enumerable: true });
  });
  listen('settle', (detail) => {
    const { number, value, problem } = detail as Settled;
    const answer = waiting.get(number);
    waiting.delete(number);
    if (problem === undefined) answer?.resolve(value);
    else answer?.reject(new Error(problem));
  });
}

type Preload = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
) => void;
type Api = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** The preload's world: what a sandboxed preload script can ask for, and nothing of Node beside it. */
export function preloadWorld(
  wire: string,
  binding: string,
  carry: ReturnType<typeof carriage>,
  places: ReturnType<typeof filePlaces>,
  preload: Preload,
): void {
  const post = (message: object) => Reflect.get(window, binding)(JSON.stringify(message));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  const invoke = (channel: string, ...args: readonly unknown[]): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    const number = ++count;
    waiting.set(number, answer);
    post({ kind: 'invoke', number, channel, args: carry.pack(args) });
    return answer.promise;
  };
  Reflect.set(window, `${binding}Answer`, ({ number, value, problem }: Settled) => {
    const answer = waiting.get(number);
    waiting.delete(number);
    if (problem === undefined) answer?.resolve(carry.unpack(String(value)));
    else answer?.reject(new Error(problem));
  });
  const exposed = new Map<string, Api>();
  document.addEventListener(`${wire}-call`, (event) => {
    const { number, key, name, args } = (event as CustomEvent).detail;
    const settle = (outcome: object) =>
      document.dispatchEvent(new CustomEvent(`${wire}-settle`, { detail: { number, ...outcome } }));
    const run = async () => {
      await Promise.all(args.map(places.find));
      return exposed.get(key)?.[name]?.(...args);
    };
    run().then(
      (value) => settle({ value }),
      (error) => settle({ problem: String(error?.message ?? error) }),
    );
  });
  const exposeInMainWorld = (key: string, api: Api) => {
    exposed.set(key, api);
    const detail = { key, functions: Object.keys(api) };
    document.dispatchEvent(new CustomEvent(`${wire}-expose`, { detail }));
  };
  const electron = {
    contextBridge: { exposeInMainWorld },
    ipcRenderer: { invoke },
    webUtils: { getPathForFile: places.of },
  };
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  try {
    const module = { exports: {} };
    preload(require, module, module.exports, { sandboxed: true, contextIsolated: true });
  } catch (error) {
    post({ kind: 'broken', problem: String(error) });
  }
}
