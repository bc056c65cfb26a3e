import type { XmlAttribute, XmlElement } from './xml-tree.ts';

/**
 * Canonical XML 1.0 without comments (W3C REC-xml-c14n-20010315) of one element and all below it, as the apex of the
 * node set: namespaces in scope from its ancestors are written on it. parseXml keeps out what this form would need
 * more rules for (xml: attributes, instructions, namespace names that need escapes).
 */
export function canonicalize(element: XmlElement): string {
  const chain: XmlElement[] = [];
  for (let at: XmlElement | null = element; at; at = at.parent) chain.unshift(at);
  const scope = new Map(chain.flatMap(({ declared }) => [...declared]));
  const out: string[] = [];
  write(element, scope, new Map(), out);
  return out.join('');
}

type Scope = ReadonlyMap<string, string>;

/** `rendered` holds the declarations that ancestors in the output already carry: those are not repeated. */
function write(element: XmlElement, declared: Scope, rendered: Scope, out: string[]): void {
  out.push('<', element.name);
  const fresh = [...declared].filter(
    ([prefix, uri]) => prefix !== 'xml' && (rendered.get(prefix) ?? '') !== uri,
  );
  for (const [prefix, uri] of fresh.sort(([a], [b]) => compareText(a, b))) {
    out.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, uri, '"');
  }
  for (const { name, value } of [...element.attributes].sort(compareAttributes)) {
    out.push(' ', name, '="', escapeAttribute(value), '"');
  }
  out.push('>');
  const scope = fresh.length > 0 ? new Map([...rendered, ...fresh]) : rendered;
  for (const child of element.children) {
    if (typeof child === 'string') out.push(escapeText(child));
    else write(child, child.declared, scope, out);
  }
  out.push('</', element.name, '>');
}

const compareAttributes = (a: XmlAttribute, b: XmlAttribute): number =>
  compareText(a.uri, b.uri) || compareText(a.local, b.local);

/** Order by Unicode code point, which canonical form asks for; `<` on strings orders by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at > 0 && isLowSurrogate(a, at) && isLowSurrogate(b, at)) at -= 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

const isLowSurrogate = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** Text as canonical form writes it. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character);
}

/** An attribute value as canonical form writes it between double quotes. */
export function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character);
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#xD;',
};

const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
