import { describe, expect, it } from 'vitest';
import { DocumentCache } from '../../../../../electron/services/rounds/document-cache.ts';
import { documentMethods } from '../../../../../electron/services/rounds/documents.ts';
import type { ServiceContext } from '../../../../../electron/services/service-context.ts';
import type { ReviewEvent } from '../../../../../shared/domain/review.ts';
import { ok } from '../../../../../shared/result.ts';
import { declare, member, opened, recused, run } from '../../../shared/domain/example-review.ts';
import { exampleRound } from '../../../shared/domain/example-round.ts';

/** The moment between reading a document and giving it: a round of which the test says when the disk answers. */

const key = { round: exampleRound.id, application: 'w', document: 'form' };
const form = { id: 'form', sha256: 'x', size: 4, mediaType: 'application/pdf', name: 'form.pdf' };

function desk(size: number) {
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const reading = Promise.withResolvers<void>();
  const events: ReviewEvent[] = [...opened];
  const listed = { kind: 'documents.listed', application: 'w' } as const;
  events.push({ ...listed, documents: [{ document: 'form', sha256: 'x' }] });
  const documents = new DocumentCache();
  const round = {
    round: exampleRound,
    home: { bundle: 'bundle.hzb' },
    me: member,
    review: {
      get state() {
        return run(events);
      },
    },
    application: async () =>
      ok({
        application: { id: 'w', documents: [{ ...form, size }] },
        reader: {
          document: () => reading.promise.then(() => ok(bytes)),
          bytes: () => ({ size, read: async () => ok(bytes) }),
          check: async () => ok(),
        },
      }),
  };
  const shelf = { current: round, get: async () => ok(shelf.current) };
  const platform = { now: () => new Date(0) };
  const context = { documents, shelf, platform } as unknown as ServiceContext;
  const open = () => documentMethods(context)['documents.open']({ ...key, purpose: 'index' });
  return { bytes, documents, events, open, reading, round, shelf };
}

describe('a document that is read for the index', () => {
  it('is not given when its person was recused meanwhile, and its bytes are erased', async () => {
    const { bytes, documents, events, open, reading } = desk(4);
    const answer = open();
    await new Promise(setImmediate);
    events.push(declare(recused));
    documents.close(() => true);
    reading.resolve();
    expect(await answer).toMatchObject({ ok: false, failure: { kind: 'recused' } });
    expect(documents.tokenOf({ ...key, purpose: 'index' })).toBe(null);
    expect([...bytes]).toEqual([0, 0, 0, 0]);
  });

  it.each([4, 64 * 1024 * 1024])(
    'of %i bytes is not given after the round was closed',
    async (size) => {
      const { documents, open, reading, round, shelf } = desk(size);
      const answer = open();
      shelf.current = { ...round };
      reading.resolve();
      expect(await answer).toMatchObject({ ok: false });
      expect(documents.tokenOf({ ...key, purpose: 'index' })).toBe(null);
    },
  );

  it('is given otherwise', async () => {
    const { documents, open, reading } = desk(4);
    reading.resolve();
    expect(await open()).toMatchObject({ ok: true, value: { size: 4, name: 'form.pdf' } });
    expect(documents.tokenOf({ ...key, purpose: 'index' })).not.toBe(null);
  });
});
