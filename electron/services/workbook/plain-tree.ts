import { NAMESPACE } from '../opc/identifiers.ts';
import { descendants, type XmlElement } from '../opc/xml-tree.ts';
import { differs } from './difference.ts';

/**
 * Refuses whatever has a second reading below an element of the main namespace: elements of another namespace or under a
 * prefix, declarations anywhere but on the root, text, and attributes of a namespace that is not among `namespaces`.
 */
export function checkPlain(
  root: XmlElement,
  namespaces: readonly string[],
  texts: readonly string[] = [],
): void {
  for (const each of descendants(root)) {
    const { uri, local, name, declared, parent, attributes } = each;
    if (uri !== NAMESPACE.spreadsheet) differs('', '', `namespace of ${name}`);
    if (name !== local || (declared.size > 0 && parent !== null)) differs('', '', `prefix ${name}`);
    const foreign = attributes.find((one) => one.uri !== '' && !namespaces.includes(one.uri));
    if (foreign !== undefined) differs('', '', `attribute ${foreign.name} of ${name}`);
    const said = each.children.find((child) => typeof child === 'string' && /\S/.test(child));
    if (said !== undefined && !texts.includes(local)) differs('', '', `text in ${name}`);
  }
}
