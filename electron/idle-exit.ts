/** What decides whether a host that nobody uses may end. */
interface Idleness {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Milliseconds without a request after which nobody is there: an open page asks every minute. */
  readonly limit: number;
}

/**
 * Knows when the last page has gone: a host that was forgotten does not hold a profile open for ever. A request that is
 * being answered counts as presence, however long it takes.
 */
export class IdleExit {
  readonly #idleness: Idleness;
  #running = 0;
  #last: number;

  constructor(idleness: Idleness) {
    this.#idleness = idleness;
    this.#last = idleness.now();
  }

  /** Runs the answer to a request. */
  async during<T>(answer: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await answer();
    } finally {
      this.#running -= 1;
      this.#last = this.#idleness.now();
    }
  }

  get isDeserted(): boolean {
    return this.#running === 0 && this.#idleness.now() - this.#last >= this.#idleness.limit;
  }
}
