import { compareText, escapeAttribute } from './canonical.ts';
import { grammar } from './grammar.ts';
import { CONTENT_TYPE, NAMESPACE, SIGNATURE_PART } from './identifiers.ts';
import { refuse } from './refusal.ts';
import { parseXml, type XmlElement } from './xml-tree.ts';

/** `[Content_Types].xml`: types by lower-case extension and by lower-case part name without leading slash. */
export interface ContentTypes {
  readonly defaults: ReadonlyMap<string, string>;
  readonly overrides: ReadonlyMap<string, string>;
}

const PART = SIGNATURE_PART.contentTypes;
const no = (detail: string): never => refuse('content-types', PART, detail);
const TYPE = /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+$/;

/** Reads the types; a second entry for one extension or part, or anything else unexpected, is refused. */
export function parseContentTypes(bytes: Uint8Array | undefined): ContentTypes {
  if (!bytes) return no('missing');
  const read = grammar('content-types', PART);
  const root = parseXml(bytes, PART);
  if (!read.is(root, NAMESPACE.contentTypes, 'Types')) no('root element');
  read.attributes(root, []);
  const defaults = new Map<string, string>();
  const overrides = new Map<string, string>();
  for (const element of read.elements(root)) {
    if (read.elements(element).length > 0) no(`content of ${element.name}`);
    if (read.is(element, NAMESPACE.contentTypes, 'Default')) readDefault(element, defaults);
    else if (read.is(element, NAMESPACE.contentTypes, 'Override')) readOverride(element, overrides);
    else no(element.name);
  }
  return { defaults, overrides };
}

function readDefault(element: XmlElement, defaults: Map<string, string>): void {
  const read = grammar('content-types', PART);
  const { Extension, ContentType } = read.attributes(element, ['Extension', 'ContentType']);
  const key = Extension?.toLowerCase() ?? '';
  if (!/^[a-z0-9]+$/.test(key) || !ContentType || !TYPE.test(ContentType)) no(`Default ${key}`);
  if (defaults.has(key)) no(`Default ${key} twice`);
  defaults.set(key, ContentType ?? '');
}

function readOverride(element: XmlElement, overrides: Map<string, string>): void {
  const read = grammar('content-types', PART);
  const { PartName, ContentType } = read.attributes(element, ['PartName', 'ContentType']);
  const key = PartName?.toLowerCase() ?? '';
  if (!/^\/[^/]/.test(key) || !ContentType || !TYPE.test(ContentType)) no(`Override ${key}`);
  if (overrides.has(key.slice(1))) no(`Override ${key} twice`);
  overrides.set(key.slice(1), ContentType ?? '');
}

/** The type of a part, or undefined where the package states none. */
export function contentTypeOf(types: ContentTypes, part: string): string | undefined {
  const folded = part.toLowerCase();
  return types.overrides.get(folded) ?? types.defaults.get(extensionOf(folded));
}

const extensionOf = (part: string): string => part.slice(part.lastIndexOf('.') + 1);

/** Refuses overrides for parts that are not there, defaults that nothing uses, and parts without a type. */
export function checkContentTypes(types: ContentTypes, parts: readonly string[]): void {
  const folded = new Set(parts.map((part) => part.toLowerCase()));
  for (const name of types.overrides.keys()) {
    if (!folded.has(name) || name === PART.toLowerCase()) no(`Override without part ${name}`);
  }
  const used = new Set([...folded].filter((part) => !types.overrides.has(part)).map(extensionOf));
  for (const extension of types.defaults.keys()) {
    if (!used.has(extension)) no(`Default without part ${extension}`);
  }
  for (const part of parts) {
    if (part !== PART && !contentTypeOf(types, part)) refuse('content-types', part, 'no type');
  }
}

/** Writes the types of these parts: a default for relationships, an override for every other part, sorted. */
export function writeContentTypes(typeByPart: ReadonlyMap<string, string>): Uint8Array {
  const lines = [...typeByPart]
    .filter(([, type]) => type !== CONTENT_TYPE.relationships)
    .sort(([a], [b]) => compareText(a, b))
    .map(([part, type]) =>
      part === SIGNATURE_PART.origin
        ? `<Default Extension="sigs" ContentType="${escapeAttribute(type)}"/>`
        : `<Override PartName="/${escapeAttribute(part)}" ContentType="${escapeAttribute(type)}"/>`,
    );
  lines.unshift(`<Default Extension="rels" ContentType="${CONTENT_TYPE.relationships}"/>`);
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Types xmlns="${NAMESPACE.contentTypes}">${lines.join('')}</Types>`,
  );
}
