import { fail, ok, type Result } from '../../../shared/result.ts';

/** What JSON can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What is wrong with a JSON text. */
export type JsonFlaw =
  | 'too-large'
  | 'not-utf-8'
  | 'syntax'
  | 'too-deep'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'number'
  | 'lone-surrogate';

/** A refused text: the flaw and the place, a JSON Pointer (RFC 6901) to the value being read; '' is the whole text. */
type JsonFailure = {
  readonly kind: 'json';
  readonly flaw: JsonFlaw;
  readonly path: string;
};

/** Bounds on what is read: size of the text in bytes, nesting in levels. */
export type JsonLimits = { readonly bytes: number; readonly depth: number };

/** 16 MiB, 64 levels. */
const jsonLimits: JsonLimits = { bytes: 16 * 1024 * 1024, depth: 64 };

/**
 * Reads RFC 8259 JSON that has one meaning only. Refused: anything but UTF-8 without a byte order mark, duplicate keys,
 * the key `__proto__`, numbers that are not finite or are whole numbers beyond ±(2^53−1) (1e400, 2^53+1), lone
 * surrogates, more bytes or levels than `limits`. What two readers could understand differently cannot be signed.
 */
export function readStrictJson(
  bytes: Uint8Array,
  limits: JsonLimits = jsonLimits,
): Result<JsonValue, JsonFailure> {
  if (bytes.length > limits.bytes) return refused('too-large', []);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused('not-utf-8', []);
  }
  const reader = new Reader(text, limits.depth);
  try {
    return ok(reader.whole());
  } catch (error) {
    if (error instanceof Flaw) return refused(error.flaw, reader.path);
    throw error;
  }
}

function refused(flaw: JsonFlaw, path: readonly (string | number)[]) {
  const steps = path.map(
    (step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`,
  );
  return fail({ kind: 'json', flaw, path: steps.join('') } satisfies JsonFailure);
}

class Flaw extends Error {
  readonly flaw: JsonFlaw;
  constructor(flaw: JsonFlaw) {
    super(flaw);
    this.flaw = flaw;
  }
}

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const plain = /[^"\\]*/y;
const words: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Recursive descent over one text; `path` is where it stands, and where it stood when it threw. */
class Reader {
  readonly path: (string | number)[] = [];
  readonly #text: string;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
  }

  whole(): JsonValue {
    const value = this.#value(0);
    if (this.#at !== this.#text.length) throw new Flaw('syntax');
    return value;
  }

  #value(level: number): JsonValue {
    this.#match(blank);
    const first = this.#text[this.#at];
    if ((first === '{' || first === '[') && level >= this.#depth) throw new Flaw('too-deep');
    const value = this.#valueFrom(first, level + 1);
    this.#match(blank);
    return value;
  }

  #valueFrom(first: string | undefined, level: number): JsonValue {
    if (first === '{') return this.#object(level);
    if (first === '[') return this.#array(level);
    if (first === '"') return this.#string();
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    return this.#number();
  }

  #object(level: number): JsonValue {
    const object: Record<string, JsonValue> = {};
    this.#at += 1;
    this.#match(blank);
    if (this.#took('}')) return object;
    do {
      this.#match(blank);
      const key = this.#string();
      this.path.push(key);
      if (key === '__proto__') throw new Flaw('forbidden-key');
      if (Object.hasOwn(object, key)) throw new Flaw('duplicate-key');
      this.#match(blank);
      if (!this.#took(':')) throw new Flaw('syntax');
      object[key] = this.#value(level);
      this.path.pop();
    } while (this.#took(','));
    if (!this.#took('}')) throw new Flaw('syntax');
    return object;
  }

  #array(level: number): JsonValue {
    const array: JsonValue[] = [];
    this.#at += 1;
    this.#match(blank);
    if (this.#took(']')) return array;
    do {
      this.path.push(array.length);
      array.push(this.#value(level));
      this.path.pop();
    } while (this.#took(','));
    if (!this.#took(']')) throw new Flaw('syntax');
    return array;
  }

  #string(): string {
    if (!this.#took('"')) throw new Flaw('syntax');
    let value = '';
    for (;;) {
      const piece = this.#match(plain);
      if (hasControl(piece)) throw new Flaw('syntax');
      value += piece;
      if (this.#took('"')) break;
      if (!this.#took('\\')) throw new Flaw('syntax');
      value += this.#escape();
    }
    if (!value.isWellFormed()) throw new Flaw('lone-surrogate');
    return value;
  }

  #escape(): string {
    const letter = this.#text[this.#at] ?? '';
    this.#at += 1;
    const simple = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
    if (simple !== undefined) return simple;
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) throw new Flaw('syntax');
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #number(): number {
    const text = this.#match(number);
    if (text === '') throw new Flaw('syntax');
    const value = Number(text);
    const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
    if (!Number.isFinite(value) || !exact) throw new Flaw('number');
    return value;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #took(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 0x20) return true;
  }
  return false;
}
