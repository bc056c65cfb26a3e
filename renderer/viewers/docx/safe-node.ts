import type { HElement } from 'docx-preview';
import { spellHidden } from '../../../shared/hidden-text.ts';

/**
 * Builds what docx-preview describes, in the document of a frame without scripts, from an allow-list: other elements
 * become plain spans, and no link, event handler or foreign address ever gets in.
 */

const html = new Set(
  `a article b br col colgroup del div em figure i img ins li ol p rp rt ruby s section span strong sub sup table
  tbody td tfoot th thead tr u ul wbr`.split(/\s+/),
);
const drawing = new Set(
  `circle ellipse g image line path polygon polyline rect svg text tspan
  annotation math mfrac mi mn mo mover mroot mrow ms msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
  munderover mpadded mphantom menclose`.split(/\s+/),
);
/** The only properties besides class, style and children that reach an element. */
const properties = ['colSpan', 'rowSpan'] as const;

/** What a style would fetch from elsewhere, as the browser writes it: it would tell somebody who reads, and when. */
const foreign = /url\((?!["']?(data|blob):)/i;

interface NodeBuilder {
  readonly build: (described: HElement | Node | string) => Node;
  /** Style sheets met on the way, in order. */
  readonly sheets: readonly string[];
}

export function nodeBuilder(document: Document): NodeBuilder {
  const sheets: string[] = [];
  const build = (described: HElement | Node | string): Node => {
    if (typeof described === 'string') {
      return document.createTextNode(spellHidden(described));
    }
    if ('nodeType' in described) return described as Node;
    const { tagName, children = [] } = described as HElement;
    if (tagName === 'style') {
      sheets.push(children.filter((each) => typeof each === 'string').join('\n'));
      return document.createComment('');
    }
    if (tagName === '#comment') return document.createComment('');
    const node =
      tagName === '#fragment'
        ? document.createDocumentFragment()
        : buildElement(document, described as HElement);
    for (const child of children) if (child) node.appendChild(build(child));
    return node;
  };
  return { build, sheets };
}

function buildElement(document: Document, described: HElement): Element {
  const { ns, tagName, className, style } = described;
  const allowed = ns === undefined || ns.endsWith('/xhtml') ? html : drawing;
  const name = allowed.has(tagName) ? tagName : allowed === html ? 'span' : 'g';
  const element =
    ns === undefined ? document.createElement(name) : document.createElementNS(ns, name);
  if (className) element.setAttribute('class', className);
  if (style !== undefined && 'style' in element) applyStyle(element as HTMLElement, style);
  for (const property of properties) {
    const value: unknown = described[property];
    if (typeof value === 'number' && property in element)
      Object.assign(element, { [property]: value });
  }
  return element;
}

function applyStyle({ style }: HTMLElement, given: Record<string, string> | string): void {
  if (typeof given === 'string') style.cssText = given;
  else for (const [name, value] of Object.entries(given)) setStyle(style, name, value);
  for (const name of [...style]) {
    if (foreign.test(style.getPropertyValue(name))) style.removeProperty(name);
  }
}

function setStyle(
  style: CSSStyleDeclaration,
  name: string,
  value: string | null | undefined,
): void {
  if (value === null || value === undefined) return;
  const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  style.setProperty(kebab, String(value));
}
