import type { HaizhiContract } from '../../shared/contract.ts';
import type { Implementation } from '../../shared/rpc.ts';

/** Calls that the page makes by itself: they say nothing about anybody being there. */
const silent: ReadonlySet<string> = new Set([
  'app.info',
  'settings.read',
  'identity.read',
  'center.read',
  'work.read',
]);

/** Calls that last as long as a person lets a dialog of the system stand open: that is no work, and nobody may be there. */
const dialogs: ReadonlySet<string> = new Set(['files.pick', 'files.save']);

/** What an idle lock watches over. */
export interface Watched {
  /** Milliseconds without a call after which it locks. */
  readonly limit: () => number;
  readonly now: () => Date;
  /** Whether any key is in memory. */
  readonly isOpen: () => Promise<boolean>;
  /** Erases the keys. */
  readonly lock: () => Promise<void>;
}

/** How often the time is looked at, in milliseconds. */
const every = 5_000;
/** No setting is below it: so the settings are not read at every call. */
const shortest = 60_000;

/**
 * Erases the keys once nothing was called for as long as the settings say: a laptop left on a desk is not open for ever.
 * A call under way counts as work, however long it takes, but for one that only waits for a dialog. The machine's clock and the time that the machine was running are
 * both watched, since sleep stops one and a changed clock moves the other.
 */
export class IdleLock {
  readonly #watched: Watched;
  readonly #timer: ReturnType<typeof setInterval>;
  #running = 0;
  #last: { readonly clock: number; readonly uptime: number };

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#last = this.#present();
    this.#timer = setInterval(() => void this.#check(), every);
    this.#timer.unref();
  }

  /** The same methods, each of which finds the keys erased where nobody was there for too long. */
  guard(implementation: Implementation<HaizhiContract>): Implementation<HaizhiContract> {
    const methods = Object.entries(implementation).map(([name, run]) => {
      const call = run as (input: unknown) => Promise<unknown>;
      return [name, (input: unknown) => this.#call(name, () => call(input))] as const;
    });
    return Object.fromEntries(methods) as unknown as Implementation<HaizhiContract>;
  }

  /** Ends the watch; nothing is locked by it any more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  async #call<T>(name: string, run: () => Promise<T>): Promise<T> {
    await this.#check();
    if (silent.has(name)) return run();
    const work = dialogs.has(name) ? 0 : 1;
    this.#last = this.#present();
    this.#running += work;
    try {
      return await run();
    } finally {
      this.#running -= work;
      this.#last = this.#present();
    }
  }

  async #check(): Promise<void> {
    const { clock, uptime } = this.#present();
    const idle = Math.max(clock - this.#last.clock, uptime - this.#last.uptime);
    if (this.#running > 0 || idle < shortest || idle < this.#watched.limit()) return;
    if (await this.#watched.isOpen()) await this.#watched.lock();
  }

  #present(): { readonly clock: number; readonly uptime: number } {
    return { clock: this.#watched.now().getTime(), uptime: performance.now() };
  }
}
