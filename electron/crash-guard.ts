/** So many crashes within so many milliseconds mean that another reload will not help. */
const most = 3;
const within = 60_000;

/** Decides whether a page that crashed is loaded again: not for ever. */
export class CrashGuard {
  #crashes: readonly number[] = [];

  /** Notes a crash. @param now milliseconds of a clock that never goes back. @returns whether to load the page again. */
  mayReload(now: number): boolean {
    this.#crashes = [...this.#crashes.filter((each) => now - each < within), now];
    return this.#crashes.length < most;
  }
}
