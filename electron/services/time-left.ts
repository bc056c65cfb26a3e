/** How long a rate is looked at before it counts, and after which older times no longer do, in milliseconds. */
const shortest = 2_000;
const longest = 10_000;

interface Mark {
  readonly at: number;
  readonly done: number;
}

/**
 * Estimates how long a piece of work will still take, from the pace of its last ten to twenty seconds: a stick grows slow, and
 * what was copied before a crash passes in no time.
 */
export class TimeLeft {
  #older: Mark;
  #newer: Mark;
  #last: Mark;

  /** The work begins with `done` of its units behind it, at `at` milliseconds of a clock that only goes forward. */
  constructor(at: number, done: number) {
    this.#older = { at, done };
    this.#newer = this.#older;
    this.#last = this.#older;
  }

  /** `done` units are behind it now. */
  mark(at: number, done: number): void {
    this.#last = { at, done };
    if (at - this.#newer.at < longest) return;
    this.#older = this.#newer;
    this.#newer = this.#last;
  }

  /** Whole seconds until `total`, rounded up; `null` while nobody can tell. */
  seconds(at: number, total: number): number | null {
    const elapsed = at - this.#older.at;
    const passed = this.#last.done - this.#older.done;
    if (elapsed < shortest || passed <= 0 || total <= 0) return null;
    const rest = Math.max(total - this.#last.done, 0);
    return Math.ceil((rest * elapsed) / passed / 1000);
  }
}
