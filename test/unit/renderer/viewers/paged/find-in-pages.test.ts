import { describe, expect, it } from 'vitest';
import {
  type FoundSoFar,
  findInPages,
  mostHits,
  placeFrom,
} from '../../../../../renderer/viewers/paged/find-in-pages.ts';
import { endsOf } from '../../../../../renderer/viewers/paged/piece-text.ts';
import {
  type PageText,
  pageText,
  type TextContent,
} from '../../../../../renderer/viewers/pdf/page-text.ts';

/** The text of a page in the pieces that a PDF holds it in. */
function page(...pieces: readonly string[]): PageText {
  const items = pieces.map((str) => ({ str, fontName: 'f', hasEOL: false }));
  return pageText({ items, styles: {}, lang: null } as unknown as TextContent);
}

async function search(pages: readonly PageText[], query: string): Promise<readonly FoundSoFar[]> {
  const told: FoundSoFar[] = [];
  const texts = { of: async (number: number) => pages[number - 1]! };
  const { signal } = new AbortController();
  await findInPages(texts, pages.length, query, (found) => told.push(found), signal);
  return told;
}

describe('a search', () => {
  const pages = [page('海', '智', '基地'), page('无'), page('首都海', ' 智基', '地 海智')];

  it('finds words across pieces, page after page', async () => {
    const told = await search(pages, '海智');
    expect(told.at(-1)).toEqual({
      hits: [
        { page: 1, start: 0, end: 2 },
        { page: 3, start: 2, end: 5 },
        { page: 3, start: 8, end: 10 },
      ],
      complete: true,
    });
    expect(told.map(({ hits, complete }) => [hits.length, complete])).toEqual([
      [1, false],
      [3, false],
      [3, true],
    ]);
  });

  it('stops at the number of hits that nobody reads beyond', async () => {
    const many = Array.from({ length: 30 }, () => page('a'.repeat(100)));
    expect((await search(many, 'a')).at(-1)?.hits).toHaveLength(mostHits);
  });

  it('tells nothing more once it is called off', async () => {
    const stop = new AbortController();
    const told: FoundSoFar[] = [];
    const texts = {
      of: async () => {
        stop.abort();
        return page('海智');
      },
    };
    await findInPages(texts, 2, '海智', (found) => told.push(found), stop.signal);
    expect(told).toEqual([]);
  });

  it('begins with the first hit from the present page on, else with the very first', () => {
    const hits = [1, 3, 3, 5].map((number) => ({ page: number, start: 0, end: 1 }));
    expect([1, 2, 3, 4, 6].map((from) => placeFrom(hits, from, 0))).toEqual([0, 1, 1, 3, 0]);
  });

  it('begins with the very hit that was found elsewhere, where it is still there', () => {
    const hits = [1, 3, 3, 5].map((number) => ({ page: number, start: 0, end: 1 }));
    expect([0, 1, 2].map((nth) => placeFrom(hits, 3, nth))).toEqual([1, 2, 1]);
  });
});

describe('a hit', () => {
  it('is given by pieces and the places inside them', () => {
    const text = page('首都海', ' 智基', '', '地');
    expect(endsOf(text, { start: 2, end: 5 })).toEqual([
      { item: 0, offset: 2 },
      { item: 1, offset: 2 },
    ]);
    expect(endsOf(text, { start: 6, end: 7 })).toEqual([
      { item: 3, offset: 0 },
      { item: 3, offset: 1 },
    ]);
  });
});
