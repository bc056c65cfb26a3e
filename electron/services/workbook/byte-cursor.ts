const ZERO = 0x30;
const POINT = 0x2e;

/**
 * Walks over ASCII markup byte by byte without making a text of it. Every step either takes exactly what it names and
 * moves behind it, or says no; after a no the place means nothing.
 */
export class ByteCursor {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Takes these bytes. */
  takes(literal: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let place = 0; place < literal.length; place += 1) {
      if (bytes[at + place] !== literal[place]) return false;
    }
    this.at = at + literal.length;
    return true;
  }

  /** Takes this ASCII text. */
  takesText(text: string): boolean {
    const { bytes, at } = this;
    for (let place = 0; place < text.length; place += 1) {
      if (bytes[at + place] !== text.charCodeAt(place)) return false;
    }
    this.at = at + text.length;
    return true;
  }

  /** Takes one byte. */
  takesByte(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Takes a whole number of one to seven digits, without a zero in front; -1 where there is none. */
  wholeNumber(): number {
    const start = this.at;
    const value = this.#digits();
    const length = this.at - start;
    const padded = length > 1 && this.bytes[start] === ZERO;
    return length === 0 || length > 7 || padded ? -1 : value;
  }

  /** Takes a number without a sign and with at most four decimals; -1 where there is none. */
  decimal(): number {
    const whole = this.wholeNumber();
    if (whole < 0 || !this.takesByte(POINT)) return whole;
    const start = this.at;
    const decimals = this.#digits();
    const length = this.at - start;
    return length === 0 || length > 4 ? -1 : whole + decimals / 10 ** length;
  }

  #digits(): number {
    const { bytes } = this;
    let { at } = this;
    let value = 0;
    for (;;) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at += 1;
    }
    this.at = at;
    return value;
  }
}
