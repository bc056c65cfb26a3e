import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BundleManifest,
  type DocumentList,
  encodeList,
  isDocumentName,
  readDocumentList,
  readManifest,
} from '../../../../../electron/services/bundle/manifest.ts';

const id = fc.stringMatching(/^x[A-Za-z0-9_-]{0,63}$/);
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
const size = fc.nat();
const created = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const manifest: fc.Arbitrary<BundleManifest> = fc.record({
  format: fc.constant('haizhi.bundle' as const),
  version: fc.constant(1 as const),
  bundle: id,
  round: id,
  sequence: fc.integer({ min: 1 }),
  created,
  files: fc.array(fc.record({ path: id, size, sha256 }), { minLength: 1 }),
});
const documents: fc.Arbitrary<DocumentList> = fc.record({
  format: fc.constant('haizhi.documents' as const),
  version: fc.constant(1 as const),
  bundle: id,
  application: id,
  documents: fc.array(
    fc.record({
      id,
      path: fc.constant('f/000001'),
      name: fc.string({ unit: 'grapheme', maxLength: 40 }).filter(isDocumentName),
      size,
      sha256,
    }),
  ),
});

describe('the lists', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(manifest, documents, (bundle, application) => {
        expect(readManifest(encodeList(bundle), 'm')).toEqual({ ok: true, value: bundle });
        expect(readDocumentList(encodeList(application), 'm')).toEqual({
          ok: true,
          value: application,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are told apart', () => {
    fc.assert(
      fc.property(manifest, (bundle) => {
        expect(readDocumentList(encodeList(bundle), 'm')).toMatchObject({
          ok: false,
          failure: { kind: 'json', flaw: 'form', entry: 'm' },
        });
      }),
      { numRuns: 5 },
    );
  });
});

describe('a document name', () => {
  it.each(['申请表 (终稿).pdf', 'a', '.hidden', 'x'.repeat(255)])('may be %s', (name) => {
    expect(isDocumentName(name)).toBe(true);
  });
  it.each(['', '.', '..', 'a/b', 'a\\b', 'a\u0000', 'a\u0085', '\ud800', 'x'.repeat(256)])(
    'may not be %j',
    (name) => {
      expect(isDocumentName(name)).toBe(false);
    },
  );
});
