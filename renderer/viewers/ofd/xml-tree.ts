import { SaxesParser } from 'saxes';
import { ViewerError } from '../evidence.ts';

/** An element without its namespace prefix: programs that write OFD use several namespaces for the same words. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, as it stands. */
  readonly text: string;
}

interface GrowingElement extends XmlElement {
  readonly children: GrowingElement[];
  text: string;
}

const mostDepth = 64;
const mostElements = 500_000;

/**
 * Reads XML into a tree. Document types, and with them entities, are refused; so is what is not well formed, nested
 * deeper than anybody writes, or endless. Throws `ViewerError('damaged')` or `ViewerError('too-large')`.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const open: GrowingElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  const parser = new SaxesParser();
  const refuse = (cause: unknown) => {
    throw new ViewerError('damaged', cause);
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (count > mostElements || open.length >= mostDepth) throw new ViewerError('too-large');
    const element = { name: local(name), attributes: own(attributes), children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const take = (text: string) => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += text;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => open.pop());
  parser.write(decodeXml(bytes)).close();
  return root ?? refuse('no element');
}

function own(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** UTF-16 by its mark, else what the declaration says where that is a Chinese encoding, else UTF-8. */
function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  const chinese = /^<\?xml[^>]*encoding=["'](?:gb2312|gbk|gb18030)["']/i.test(head);
  return new TextDecoder(chinese ? 'gb18030' : 'utf-8').decode(bytes);
}

/** The first child of that name. */
export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((each) => each.name === name);
}

/** All children of that name, in order. */
export function childrenOf(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.children.filter((each) => each.name === name) ?? [];
}

/** The text of the child of that name, without white space around it; `undefined` without one. */
export function wordsOf(parent: XmlElement | undefined, name: string): string | undefined {
  const words = childOf(parent, name)?.text.trim();
  return words === '' ? undefined : words;
}
