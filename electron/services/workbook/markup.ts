import { SaxesParser } from 'saxes';
import { differs } from './difference.ts';

/** Attributes by name, as written. */
export type Attributes = Readonly<Record<string, string>>;

/** One element of a closed vocabulary: below which elements it may stand, which attributes it may have. */
export interface ElementRule {
  readonly parents: readonly string[];
  readonly attributes: readonly string[];
  /** Holds text; all others hold elements only. */
  readonly text?: true;
  /** At most one in the part. */
  readonly once?: true;
}

/** Elements by name. The root's parent is ''. */
export type Vocabulary = Readonly<Record<string, ElementRule>>;

/** What is done with the elements as they go by. `text` is the whole text of an element that may have some. */
export interface MarkupHandler {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string, text: string) => void;
}

/** What every root element of ours declares; another default namespace would give the elements another meaning. */
const NAMESPACES: Attributes = {
  xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'xmlns:mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  'xmlns:x14ac': 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac',
  'mc:Ignorable': 'x14ac',
};

/**
 * Reads one part of the workbook element by element. Whatever the vocabulary does not name ends the reading: what we do
 * not understand could change what is seen. `sheet` names the place for the refusal.
 */
export function readMarkup(
  bytes: Uint8Array,
  sheet: string,
  vocabulary: Vocabulary,
  handler: MarkupHandler,
): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const walk = new Walk(sheet, vocabulary, handler);
  const never = (what: string) => () => differs(sheet, '', what);
  parser.on('error', (error) => differs(sheet, '', error.message));
  parser.on('doctype', never('DOCTYPE'));
  parser.on('comment', never('comment'));
  parser.on('cdata', never('CDATA'));
  parser.on('processinginstruction', never('processing instruction'));
  parser.on('opentag', ({ name, attributes }) => walk.open(name, attributes));
  parser.on('closetag', ({ name }) => walk.close(name));
  parser.on('text', (text) => walk.text(text));
  parser.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')).close();
}

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

  open(name: string, attributes: Attributes): void {
    const rule = Object.hasOwn(this.#vocabulary, name) ? this.#vocabulary[name] : undefined;
    const parent = this.#stack.at(-1) ?? '';
    if (rule === undefined || !rule.parents.includes(parent)) {
      differs(this.#sheet, '', `element ${name} in ${parent}`);
    }
    if (rule.once && this.#seen.has(name)) differs(this.#sheet, '', `element ${name} twice`);
    if (rule.once) this.#seen.add(name);
    this.#checkAttributes(name, rule, attributes);
    this.#stack.push(name);
    this.#text = '';
    this.#handler.open(name, attributes);
  }

  #checkAttributes(name: string, rule: ElementRule, attributes: Attributes): void {
    for (const attribute in attributes) {
      const value = attributes[attribute];
      if (rule.parents[0] === '' && NAMESPACES[attribute] === value) continue;
      if (!rule.attributes.includes(attribute)) {
        differs(this.#sheet, '', `attribute ${attribute}="${value}" of ${name}`);
      }
    }
    if (rule.parents[0] === '' && attributes.xmlns !== NAMESPACES.xmlns) {
      differs(this.#sheet, '', 'namespace');
    }
  }

  close(name: string): void {
    this.#stack.pop();
    this.#handler.close(name, this.#text);
    this.#text = '';
  }

  text(text: string): void {
    const rule = this.#vocabulary[this.#stack.at(-1) ?? ''];
    if (rule?.text) this.#text += text;
    else if (/\S/.test(text)) differs(this.#sheet, '', `text ${text.slice(0, 60)}`);
  }
}
