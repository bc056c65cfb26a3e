import type { InvalidReason } from './refusal.ts';
import { refuse } from './refusal.ts';
import { childElements, type XmlElement } from './xml-tree.ts';

/**
 * A reader of a closed XML vocabulary: whatever is not asked for is refused with one reason, naming the part.
 * It never skips: unknown elements, attributes and text all end the judgement.
 */
interface Grammar {
  /** True for an element of this namespace and local name. */
  readonly is: (element: XmlElement | undefined, uri: string, local: string) => boolean;
  /** The attributes by name; only those listed may be there and none may be in a namespace. */
  readonly attributes: (
    element: XmlElement,
    allowed: readonly string[],
  ) => Readonly<Record<string, string | undefined>>;
  /** Children that must be elements; whitespace between them is allowed. */
  readonly elements: (element: XmlElement) => readonly XmlElement[];
  /** Exactly these child elements of one namespace, in this order. */
  readonly sequence: (
    element: XmlElement,
    uri: string,
    ...locals: readonly string[]
  ) => readonly XmlElement[];
  /** The text of an element that holds nothing else. */
  readonly text: (element: XmlElement) => string;
}

/** A grammar whose refusals carry this reason and part. */
export function grammar(reason: InvalidReason, part: string): Grammar {
  const no = (detail: string): never => refuse(reason, part, detail);
  const is: Grammar['is'] = (element, uri, local) =>
    element?.uri === uri && element.local === local;
  const attributes: Grammar['attributes'] = (element, allowed) => {
    const found: Record<string, string> = {};
    for (const { uri, local, name, value } of element.attributes) {
      if (uri !== '' || !allowed.includes(local)) no(`attribute ${name} of ${element.name}`);
      found[local] = value;
    }
    return found;
  };
  const elements: Grammar['elements'] = (element) => {
    const stray = element.children.some((child) => typeof child === 'string' && /\S/.test(child));
    if (stray) no(`text in ${element.name}`);
    return childElements(element);
  };
  const sequence: Grammar['sequence'] = (element, uri, ...locals) => {
    const found = elements(element);
    locals.forEach((local, index) => {
      if (!is(found[index], uri, local)) no(`${local} expected in ${element.name}`);
    });
    if (found.length !== locals.length) no(`more than expected in ${element.name}`);
    return found;
  };
  const text: Grammar['text'] = (element) => {
    if (childElements(element).length > 0) no(`element in ${element.name}`);
    return element.children.join('');
  };
  return { is, attributes, elements, sequence, text };
}
