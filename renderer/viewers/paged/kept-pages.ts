/** What was made of the pages that were asked for last. Making one again is slower than keeping it, keeping all costs memory. */
export class KeptPages<T> {
  readonly #kept = new Map<number, Promise<T>>();
  readonly #limit: number;
  readonly #make: (page: number) => Promise<T>;

  constructor(limit: number, make: (page: number) => Promise<T>) {
    this.#limit = limit;
    this.#make = make;
  }

  of(page: number): Promise<T> {
    const made = this.#kept.get(page) ?? this.#make(page);
    this.#kept.delete(page);
    this.#kept.set(page, made);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#limit && oldest !== undefined) this.#kept.delete(oldest);
    return made;
  }

  /** Frees what is kept, each when it is made. What fell out before may still be painted by somebody and is not touched. */
  clear(free: (made: T) => void): void {
    for (const made of this.#kept.values()) made.then(free, () => undefined);
    this.#kept.clear();
  }
}
