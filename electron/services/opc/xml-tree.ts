import { isUtf8 } from 'node:buffer';
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { asBuffer } from './bytes.ts';
import { refuse, type XmlReason } from './refusal.ts';

/** One attribute that is not a namespace declaration. `value` is the normalised value. */
export interface XmlAttribute {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/** An element with its own namespace declarations (`declared`: prefix to URI, '' for the default one). */
export interface XmlElement {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly declared: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | null;
}

/** An element or a run of text. */
type XmlNode = XmlElement | string;

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}

/** Ten times the largest of ours, which is the signature over some twenty parts. */
const MAX_BYTES = 200_000;
const MAX_NODES = 5_000;
const MAX_DEPTH = 24;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * Parses a part of the package's own bookkeeping, with namespaces. Only elements, attributes and text of UTF-8
 * XML 1.0 pass: everything that two readers could see differently is refused (DTD, instructions, comments,
 * CDATA, other encodings, xml: attributes), and so is what is larger than any such part of ours.
 */
export function parseXml(bytes: Uint8Array, part: string): XmlElement {
  const no = (reason: XmlReason, detail: string) => refuse(reason, part, detail);
  if (bytes.length > MAX_BYTES) no('xml-limit', `${bytes.length} bytes`);
  const builder = new TreeBuilder(part);
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', (error) => no('xml-syntax', error.message));
  parser.on('doctype', () => no('xml-doctype', 'DOCTYPE'));
  parser.on('processinginstruction', ({ target }) => no('xml-instruction', target));
  parser.on('comment', () => no('xml-comment', 'comment'));
  parser.on('cdata', () => no('xml-cdata', 'CDATA'));
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') no('xml-syntax', `version ${version}`);
    if (encoding && encoding.toUpperCase() !== 'UTF-8') no('xml-encoding', encoding);
  });
  parser.on('opentag', (tag) => builder.open(tag));
  parser.on('closetag', () => builder.close());
  parser.on('text', (text) => builder.text(text));
  parser.write(utf8(bytes, part)).close();
  return builder.root ?? no('xml-syntax', 'empty');
}

function utf8(bytes: Uint8Array, part: string): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb;
  if (marked || !isUtf8(bytes)) refuse('xml-encoding', part, 'not plain UTF-8');
  return asBuffer(bytes).toString('utf8');
}

class TreeBuilder {
  root: XmlElement | null = null;
  private current: OpenElement | null = null;
  private readonly part: string;
  private readonly stack: OpenElement[] = [];
  private nodes = 0;

  constructor(part: string) {
    this.part = part;
  }

  open(tag: SaxesTagNS): void {
    this.nodes += 1;
    if (this.nodes > MAX_NODES || this.stack.length >= MAX_DEPTH) {
      refuse('xml-limit', this.part, 'too many or too deep elements');
    }
    const all = Object.values(tag.attributes);
    const attributes = all.filter((attribute) => attribute.uri !== XMLNS).map(plainAttribute);
    if (all.some((attribute) => attribute.prefix === 'xml')) {
      refuse('xml-namespace', this.part, 'xml: attribute');
    }
    const element: OpenElement = {
      name: tag.name,
      local: tag.local,
      uri: tag.uri,
      attributes,
      declared: declarations(tag, this.part),
      children: [],
      parent: this.current,
    };
    this.root ??= element;
    this.current?.children.push(element);
    this.stack.push(element);
    this.current = element;
  }

  close(): void {
    this.stack.pop();
    this.current = this.stack.at(-1) ?? null;
  }

  text(text: string): void {
    this.current?.children.push(text);
  }
}

const plainAttribute = ({ name, local, uri, value }: SaxesAttributeNS): XmlAttribute => ({
  name,
  local,
  uri,
  value,
});

/** A namespace name with characters that canonical form would have to escape is never an honest one. */
function declarations(tag: SaxesTagNS, part: string): ReadonlyMap<string, string> {
  const declared = new Map(Object.entries(tag.ns));
  for (const [prefix, uri] of declared) {
    if (!/^[\x21-\x7e]*$/.test(uri) || /["<&]/.test(uri) || (prefix !== '' && uri === '')) {
      refuse('xml-namespace', part, `${prefix}=${uri}`);
    }
  }
  return declared;
}

/**
 * The value of an attribute by namespace and local name, `undefined` where there is none. A prefix is no name: whoever
 * writes the file binds it to what he likes.
 */
export function attributeOf(element: XmlElement, local: string, uri = ''): string | undefined {
  return element.attributes.find((each) => each.uri === uri && each.local === local)?.value;
}

/** The elements among the children. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** Every element below and including this one, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of childElements(element)) yield* descendants(child);
}
