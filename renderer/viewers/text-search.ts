import type { FoundWords } from './evidence.ts';
import { type FoldedText, findAll, foldText, type Stretch } from './fold-text.ts';

/** The text of an element and where each of its text nodes begins in it. */
interface ElementText {
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
  readonly folded: FoldedText;
}

const known = new WeakMap<Element, ElementText>();

/** The text of an element whose content does not change any more; read once, since a text may be long. */
function textIn(root: Element): ElementText {
  const text = known.get(root) ?? readText(root);
  known.set(root, text);
  return text;
}

function readText(root: Element): ElementText {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  const starts: number[] = [];
  let joined = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push(node as Text);
    starts.push(joined.length);
    joined += node.nodeValue ?? '';
  }
  return { nodes, starts, folded: foldText(joined) };
}

/** Where words stand inside an element, as ranges in its document, in reading order. */
export function rangesOf(root: Element, query: string): readonly Range[] {
  const text = textIn(root);
  return findAll(text.folded, query).map((stretch) => rangeAt(root, text, stretch));
}

/** Which of the places where words stand is meant: the one among the same words before and after; -1 where they do not stand. */
export function placeOf(root: Element, found: FoundWords): number {
  const { folded } = textIn(root);
  const likeness = findAll(folded, found.words).map(({ start, end }) => {
    const before = folded.original.slice(Math.max(0, start - 2 * found.before.length), start);
    const after = folded.original.slice(end, end + 2 * found.after.length);
    return sameEnd(before, found.before) + sameStart(after, found.after);
  });
  const best = Math.max(...likeness);
  const meant = [...likeness.keys()].filter((place) => likeness[place] === best);
  return meant[Math.min(found.nth, meant.length - 1)] ?? -1;
}

function sameStart(a: string, b: string): number {
  const [one, other] = [foldText(a).text, foldText(b).text];
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function sameEnd(a: string, b: string): number {
  const reversed = (text: string) => Array.from(text).reverse().join('');
  return sameStart(reversed(a), reversed(b));
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
