import { isUtf8 } from 'node:buffer';
import { asBuffer } from '../opc/bytes.ts';
import { differs } from './difference.ts';

/** Attributes by name, as written. */
export type Attributes = Readonly<Record<string, string>>;

/** One element of a closed vocabulary: below which elements it may stand, which attributes it may have. */
export interface ElementRule {
  readonly parents: readonly string[];
  readonly attributes: readonly string[];
  /** Holds text of at most so many characters; all others hold elements only. */
  readonly text?: number;
  /** At most one in the part. */
  readonly once?: true;
}

/** Elements by name. The root's parent is ''. */
export type Vocabulary = ReadonlyMap<string, ElementRule>;

/**
 * One element with all its content that a part is mostly made of, taken in one step. `pattern` is sticky and matches nothing
 * that the vocabulary would refuse below `parent`.
 */
interface Shortcut {
  readonly parent: string;
  readonly pattern: RegExp;
  readonly take: (found: RegExpExecArray) => void;
}

/** What is done with the elements as they go by. `text` is the whole text of an element that may have some. */
interface MarkupHandler {
  readonly shortcut?: Shortcut;
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string, text: string) => void;
}

/** What root elements of ours declare; another default namespace would give the elements another meaning. */
const NAMESPACES: Attributes = {
  xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'xmlns:mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  'xmlns:x14ac': 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac',
  'mc:Ignorable': 'x14ac',
};

const PROLOG = /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\r?\n/;
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z:0-9]+="[^"<>\r\n\t]*")*)(\/?)>/y;
/** What a file makes us read is bounded, at more than twice the largest part of 50,000 rows and four times its tags. */
const MOST_BYTES = 24 * 1024 * 1024;
const MOST_TAGS = 500_000;
/** `&quot;`, the longest way to write one. */
const LONGEST_CHARACTER = 6;
/** What lies between two tags, and a tag itself, in bytes: the longest text of a cell as written, three bytes a character. */
const LONGEST_STRETCH = 600_000;
/** Controls of both sets and what is no character; by code units, which is searched fastest. */
const NOT_XML = /[^\n\r\t -~\xA0-\uFFFD]/;
const ENTITIES = [
  ['&amp;', 0x26],
  ['&lt;', 0x3c],
  ['&gt;', 0x3e],
  ['&quot;', 0x22],
  ['&apos;', 0x27],
] as const;
/** Room for one decoded text, always the same: what makes pieces of a text takes a hundred times its room. */
const decodedUnits = new Uint16Array(LONGEST_STRETCH);

/**
 * Reads one part of the workbook element by element, in the plain subset of XML that we write: double quotes, single
 * blanks, five entities, no comments, CDATA, instructions or DTD. Nothing of it has a second reading, and whatever the
 * subset or the vocabulary does not know ends the reading: what we do not understand could change what is seen.
 * `sheet` names the place for the refusal.
 */
export function readMarkup(
  bytes: Uint8Array,
  sheet: string,
  vocabulary: Vocabulary,
  handler: MarkupHandler,
): void {
  const text = plainText(bytes, sheet);
  const walk = new Walk(sheet, vocabulary, handler);
  let at = PROLOG.exec(text)?.[0].length ?? 0;
  let tags = 0;
  for (;;) {
    const next = text.indexOf('<', at);
    if (next !== at) walk.text(text.slice(at, next < 0 ? text.length : next));
    if (next < 0) break;
    const taken = walk.shortcut(text, next);
    if (taken > next) {
      at = taken;
      continue;
    }
    TAG.lastIndex = next;
    const tag = TAG.exec(text);
    if (tag === null) differs(sheet, '', `markup ${text.slice(next, next + 60)}`);
    at = TAG.lastIndex;
    tags += 1;
    if (tags > MOST_TAGS) differs(sheet, '', `more than ${MOST_TAGS} tags`);
    walk.tag(tag);
  }
  walk.finish();
}

function plainText(bytes: Uint8Array, sheet: string): string {
  if (bytes.length > MOST_BYTES) return differs(sheet, '', `${bytes.length} bytes`);
  if (bytes.length > LONGEST_STRETCH) checkStretches(bytes, sheet);
  if (!isUtf8(bytes)) return differs(sheet, '', 'not UTF-8');
  const text = asBuffer(bytes).toString('utf8');
  return NOT_XML.test(text) ? differs(sheet, '', 'characters that XML cannot carry') : text;
}

/** Looked for in the bytes: a text of the engine would take twice their room, and more when it is taken apart. */
function checkStretches(bytes: Uint8Array, sheet: string): void {
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.indexOf(LESS, at);
    const end = next < 0 ? bytes.length : next;
    if (end - at > LONGEST_STRETCH) differs(sheet, '', `${end - at} bytes between two tags`);
    at = end + 1;
  }
}

const [LESS, AMPERSAND] = [0x3c, 0x26];

class Walk {
  readonly #sheet: string;
  readonly #vocabulary: Vocabulary;
  readonly #handler: MarkupHandler;
  readonly #stack: string[] = [''];
  readonly #seen = new Set<string>();
  #text = '';

  constructor(sheet: string, vocabulary: Vocabulary, handler: MarkupHandler) {
    this.#sheet = sheet;
    this.#vocabulary = vocabulary;
    this.#handler = handler;
  }

  /** The offset behind what the handler takes in one step here; the same offset where it does not. */
  shortcut(text: string, at: number): number {
    const { shortcut } = this.#handler;
    if (shortcut === undefined || this.#stack.at(-1) !== shortcut.parent) return at;
    shortcut.pattern.lastIndex = at;
    const found = shortcut.pattern.exec(text);
    if (found === null) return at;
    shortcut.take(found);
    return shortcut.pattern.lastIndex;
  }

  tag([whole, end, name = '', attributes = '', empty]: RegExpExecArray): void {
    if (end === '/') {
      if (attributes !== '' || empty === '/') this.#no(`markup ${whole}`);
      this.#close(name);
      return;
    }
    this.#open(name, attributes);
    if (empty === '/') this.#close(name);
  }

  #no(detail: string): never {
    return differs(this.#sheet, '', detail);
  }

  #open(name: string, written: string): void {
    const rule = this.#vocabulary.get(name);
    const parent = this.#stack.at(-1) ?? '';
    if (rule === undefined || !rule.parents.includes(parent)) {
      this.#no(`element ${name} in ${parent}`);
    }
    if (rule.once || parent === '') {
      if (this.#seen.has(name)) this.#no(`element ${name} twice`);
      this.#seen.add(name);
    }
    const attributes = this.#attributes(name, rule, written);
    if (parent === '' && attributes.xmlns !== NAMESPACES.xmlns) this.#no('namespace');
    this.#stack.push(name);
    this.#text = '';
    this.#handler.open(name, attributes);
  }

  #attributes(name: string, rule: ElementRule, written: string): Attributes {
    const attributes: Record<string, string> = {};
    if (written === '') return attributes;
    const isRoot = rule.parents[0] === '';
    for (let at = 0; at < written.length; ) {
      // The pattern of the tag has made sure of blank, name, equals sign and quotes.
      const equals = written.indexOf('="', at);
      const end = written.indexOf('"', equals + 2);
      const [attribute, value] = [written.slice(at + 1, equals), written.slice(equals + 2, end)];
      at = end + 1;
      const known = rule.attributes.includes(attribute);
      if (!known && !(isRoot && NAMESPACES[attribute] === value)) {
        this.#no(`attribute ${attribute}="${value}" of ${name}`);
      }
      if (attributes[attribute] !== undefined) this.#no(`attribute ${attribute} twice`);
      attributes[attribute] = this.#decoded(value);
    }
    return attributes;
  }

  #close(name: string): void {
    if (this.#stack.pop() !== name) this.#no(`end of ${name}`);
    this.#handler.close(name, this.#text);
    this.#text = '';
  }

  text(text: string): void {
    if (text === '') return;
    const most = this.#vocabulary.get(this.#stack.at(-1) ?? '')?.text ?? 0;
    // Before it is decoded.
    if (text.length > most * LONGEST_CHARACTER) this.#no(`text of ${text.length} characters`);
    // A carriage return would be read as a line feed, and `>` could be half of what ends a CDATA section.
    if (/[\r>]/.test(text)) this.#no(`text ${text.slice(0, 60)}`);
    this.#text += this.#decoded(text);
    if (this.#text.length > most) this.#no(`text of ${this.#text.length} characters`);
  }

  #decoded(text: string): string {
    if (!text.includes('&')) return text;
    let length = 0;
    for (let at = 0; at < text.length; length += 1) {
      const code = text.charCodeAt(at);
      const found = code === AMPERSAND ? this.#entity(text, at) : null;
      decodedUnits[length] = found?.[1] ?? code;
      at += found?.[0].length ?? 1;
    }
    return asBuffer(new Uint8Array(decodedUnits.buffer)).toString('utf16le', 0, length * 2);
  }

  #entity(text: string, at: number): (typeof ENTITIES)[number] {
    const found = ENTITIES.find(([entity]) => text.startsWith(entity, at));
    return found ?? this.#no(`entity ${text.slice(at, at + 10)}`);
  }

  finish(): void {
    if (this.#stack.length !== 1 || this.#seen.size === 0) this.#no('not complete');
  }
}
