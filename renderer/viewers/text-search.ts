import { findAll, foldText, type Stretch } from './fold-text.ts';

/** The text of an element and where each of its text nodes begins in it. */
export interface ElementText {
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
  readonly joined: string;
}

export function textIn(root: Element): ElementText {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  const starts: number[] = [];
  let joined = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push(node as Text);
    starts.push(joined.length);
    joined += node.nodeValue ?? '';
  }
  return { nodes, starts, joined };
}

/** Where words stand inside an element, as ranges in its document, in reading order. */
export function rangesOf(root: Element, query: string): readonly Range[] {
  const text = textIn(root);
  return findAll(foldText(text.joined), query).map((stretch) => rangeAt(root, text, stretch));
}

function rangeAt(root: Element, text: ElementText, { start, end }: Stretch): Range {
  const [first, last] = [nodeAt(text, start), nodeAt(text, end - 1)];
  const range = root.ownerDocument.createRange();
  range.setStart(text.nodes[first]!, start - text.starts[first]!);
  range.setEnd(text.nodes[last]!, end - text.starts[last]!);
  return range;
}

function nodeAt({ starts, nodes }: ElementText, place: number): number {
  return starts.findLastIndex((begin, index) => begin <= place && nodes[index]!.length > 0);
}
