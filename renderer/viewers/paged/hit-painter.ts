import type { Hit } from './find-in-pages.ts';
import { endsOf, type PieceText } from './piece-text.ts';

/** The text layer of a page that is on screen: element `i` shows item `i` of the text. */
interface TextElements {
  readonly text: PieceText;
  readonly elements: readonly HTMLElement[];
}

/** Marks hits on the pages on screen, without touching their elements: `::highlight(evidence-hit)`. */
export class HitPainter {
  readonly #shown = new Map<number, TextElements>();
  #hits: readonly Hit[] = [];
  #current = -1;

  /** A page has come onto the screen; the answer takes it off again. */
  show(page: number, elements: TextElements): () => void {
    this.#shown.set(page, elements);
    this.#paint();
    return () => {
      if (this.#shown.get(page) === elements) this.#shown.delete(page);
    };
  }

  /** These are the hits now; the one at `current` is where the reader is. */
  mark(hits: readonly Hit[], current: number): void {
    this.#hits = hits;
    this.#current = current;
    this.#paint();
  }

  clear(): void {
    this.mark([], -1);
  }

  #paint(): void {
    const others: Range[] = [];
    const here: Range[] = [];
    for (const [place, hit] of this.#hits.entries()) {
      const elements = this.#shown.get(hit.page);
      const range = elements === undefined ? null : rangeOf(elements, hit);
      if (range !== null) (place === this.#current ? here : others).push(range);
    }
    CSS.highlights.set('evidence-hit', new Highlight(...others));
    CSS.highlights.set('evidence-hit-current', new Highlight(...here));
  }
}

function rangeOf({ text, elements }: TextElements, hit: Hit): Range | null {
  const [from, to] = endsOf(text, hit);
  const first = elements[from.item]?.firstChild;
  const last = elements[to.item]?.firstChild;
  if (!(first instanceof Text) || !(last instanceof Text)) return null;
  if (from.offset > first.length || to.offset > last.length) return null;
  const range = document.createRange();
  range.setStart(first, from.offset);
  range.setEnd(last, to.offset);
  return range;
}
