import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenCitations, listed, withoutNews } from '../../../../shared/domain/document-news.ts';
import type { Citation, ListedDocument } from '../../../../shared/domain/review.ts';
import { reviewWith } from './example-round.ts';

const form = { document: 'form', sha256: 'f1' };
const proof = { document: 'proof', sha256: 'p1' };
const letter = { document: 'letter', sha256: 'l1' };

function news(documents: readonly ListedDocument[]): object {
  return Object.fromEntries(documents.map((each) => [each.document, each.news]));
}

const documentList = fc.uniqueArray(
  fc.record({ document: fc.constantFrom('a', 'b', 'c', 'd'), sha256: fc.constantFrom('1', '2') }),
  {
    selector: ({ document }) => document,
    minLength: 1,
  },
);

describe('a newer list of documents', () => {
  it('brings no news when it is the first', () => {
    expect(news(listed([], [form, proof]))).toEqual({ form: null, proof: null });
  });

  it('tells what is new, changed and gone', () => {
    const later = listed(listed([], [form, proof]), [{ ...form, sha256: 'f2' }, letter]);
    expect(news(later)).toEqual({ form: 'changed', letter: 'new', proof: 'removed' });
  });

  it('keeps news until the document is opened, and forgets what was removed before', () => {
    const second = listed(listed([], [form, proof]), [form, letter]);
    const third = listed(second, [form, letter]);
    expect(news(third)).toEqual({ form: null, letter: 'new' });
    expect(news(withoutNews(third, 'letter'))).toEqual({ form: null, letter: null });
  });

  it('tells of every document of it once, in its order, with its own hash', () => {
    fc.assert(
      fc.property(documentList, documentList, (before, now) => {
        const later = listed(listed([], before), now);
        const present = later.filter((each) => each.news !== 'removed');
        expect(present.map(({ document, sha256 }) => ({ document, sha256 }))).toEqual(now);
        const gone = later.filter((each) => each.news === 'removed').map((each) => each.document);
        const names = now.map((each) => each.document);
        expect(gone).toEqual(
          before.map((each) => each.document).filter((id) => !names.includes(id)),
        );
      }),
    );
  });
});

describe('a citation', () => {
  const cite = (id: string, { document, sha256 }: typeof form): Citation => {
    return { id, document, sha256, page: 1, quote: `${id} says` };
  };
  const judged = { verdict: 'met', score: 80, comment: '' } as const;
  const criteria = {
    '7(1)': { ...judged, citations: [cite('c1', form), cite('c2', proof)] },
    '7(2)': { ...judged, citations: [cite('c3', letter)] },
  };

  it('is broken when its document has other bytes or is gone, and keeps its quote', () => {
    const before = listed([], [form, proof, letter]);
    const documents = listed(before, [form, { ...proof, sha256: 'p2' }]);
    const broken = brokenCitations(reviewWith('work', [], { criteria, documents }));
    expect(
      broken.map(({ criterion, citation, because }) => [criterion, citation.quote, because]),
    ).toEqual([
      ['7(1)', 'c2 says', 'changed'],
      ['7(2)', 'c3 says', 'removed'],
    ]);
  });

  it('is whole while the documents are what was cited, or not known yet', () => {
    const documents = listed([], [form, proof, letter]);
    expect(brokenCitations(reviewWith('work', [], { criteria, documents }))).toEqual([]);
    expect(brokenCitations(reviewWith('work', [], { criteria }))).toEqual([]);
  });
});
