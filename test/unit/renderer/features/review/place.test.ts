import { describe, expect, it } from 'vitest';
import {
  missingIn,
  placeOf,
  unfinishedPlace,
} from '../../../../../renderer/features/review/desk.ts';
import {
  documentFor,
  neighbourDocument,
  orderDocuments,
} from '../../../../../renderer/features/review/document-order.ts';
import { neighbourPlace } from '../../../../../renderer/features/review/use-review-keys.ts';
import type { ApplicationDocument } from '../../../../../shared/domain/application.ts';
import type { Missing } from '../../../../../shared/domain/review.ts';

const places = ['7(1)', '7(2)', 'opinion'];
const missing: readonly Missing[] = [
  { kind: 'verdict', application: 'a', criterion: '7(2)' },
  { kind: 'score', application: 'a', criterion: '7(2)' },
  { kind: 'opinion', application: 'a' },
];

describe('the place in an application', () => {
  it('is the one that the address names, else the first where something is missing', () => {
    expect(placeOf('7(1)', places, missing)).toBe('7(1)');
    expect(placeOf('9(9)', places, missing)).toBe('7(2)');
    expect(placeOf(undefined, places, missing.slice(2))).toBe('opinion');
    expect(placeOf(undefined, places, [])).toBe('7(1)');
  });

  it('knows what is missing there', () => {
    expect(missingIn(missing, '7(2)')).toHaveLength(2);
    expect(missingIn(missing, '7(1)')).toEqual([]);
    expect(missingIn(missing, 'opinion')).toEqual([{ kind: 'opinion', application: 'a' }]);
  });

  it('is followed by the next unfinished one, going round, until none is left but itself', () => {
    const open: readonly Missing[] = [
      { kind: 'verdict', application: 'a', criterion: '7(1)' },
      ...missing,
    ];
    expect(unfinishedPlace(places, '7(1)', open)).toBe('7(2)');
    expect(unfinishedPlace(places, '7(2)', open)).toBe('opinion');
    expect(unfinishedPlace(places, 'opinion', open)).toBe('7(1)');
    expect(unfinishedPlace(places, '7(1)', missing.slice(2))).toBe('opinion');
    expect(unfinishedPlace(places, 'opinion', missing.slice(2))).toBeNull();
  });

  it('moves by key to its neighbours and no further', () => {
    expect(neighbourPlace(places, '7(1)', 1)).toBe('7(2)');
    expect(neighbourPlace(places, '7(1)', -1)).toBeNull();
    expect(neighbourPlace(places, 'opinion', 1)).toBeNull();
    expect(neighbourPlace(places, 'elsewhere', 1)).toBeNull();
  });
});

function document(id: string, ...criteria: readonly string[]): ApplicationDocument {
  const rest = { kind: 'evidence', mediaType: 'application/pdf', size: 1, sha256: '' } as const;
  return { id, name: id, criteria, ...rest };
}

describe('documents', () => {
  const documents = [document('form'), document('list', '7(2)'), document('plan', '7(1)', '7(2)')];
  const ids = (all: readonly ApplicationDocument[]) => all.map((each) => each.id);

  it('that the applicant names for the criterion come first', () => {
    const { named, others } = orderDocuments(documents, '7(2)', []);
    expect([ids(named), ids(others)]).toEqual([['list', 'plan'], ['form']]);
    expect(ids(orderDocuments(documents, 'opinion', []).named)).toEqual([]);
  });

  it('that a newer bundle changed say so until they were looked at', () => {
    const listed = [
      { document: 'form', sha256: '', news: 'changed' },
      { document: 'list', sha256: '', news: null },
    ] as const;
    const { named, others } = orderDocuments(documents, '7(2)', listed);
    expect([...named, ...others].map(({ id, news }) => [id, news])).toEqual([
      ['list', null],
      ['plan', null],
      ['form', 'changed'],
    ]);
  });

  it('are turned by key in the order in which they are offered', () => {
    const ordered = orderDocuments(documents, '7(2)', []);
    expect(neighbourDocument(ordered, 'plan', 1)).toBe('form');
    expect(neighbourDocument(ordered, 'plan', -1)).toBe('list');
    expect(neighbourDocument(ordered, 'form', 1)).toBeNull();
    expect(neighbourDocument(ordered, 'list', -1)).toBeNull();
  });

  it('stay open where they are named, and give way to the first that is', () => {
    const second = orderDocuments(documents, '7(2)', []);
    expect(documentFor(second, 'plan')).toBe('plan');
    expect(documentFor(second, 'form')).toBe('list');
    expect(documentFor(orderDocuments(documents, 'opinion', []), 'plan')).toBe('plan');
    expect(documentFor(orderDocuments(documents, 'opinion', []), null)).toBe('form');
    expect(documentFor(orderDocuments([], '7(1)', []), null)).toBeNull();
  });
});
