import { describe, expect, it } from 'vitest';
import type { Flag } from '../../../shared/domain/consolidation.ts';
import { flagSubject, workbookPayload } from '../../../shared/workbook.ts';
import { samplePanel, sampleResult } from '../electron/services/workbook/sample-payloads.ts';

const codeOf = (expert: string) => `code of ${expert}`;
const nothing = { application: null, criterion: null, check: null, code: null, amount: null };

describe('what a flag speaks of', () => {
  it.each<[Flag, object]>([
    [
      {
        kind: 'check-disagreement',
        application: 'a',
        criterion: '7(1)',
        check: '7(1).x',
        mark: 'm',
      },
      { application: 'a', criterion: '7(1)', check: '7(1).x' },
    ],
    [
      { kind: 'criterion-range', application: 'a', criterion: '7(1)', range: 25 },
      { application: 'a', criterion: '7(1)', amount: 25 },
    ],
    [
      { kind: 'score-distance', application: 'a', criterion: '7(1)', expert: 'e', distance: 16 },
      { application: 'a', criterion: '7(1)', code: 'code of e', amount: 16 },
    ],
    [
      { kind: 'total-gap', application: 'a', gap: 31 },
      { application: 'a', amount: 31 },
    ],
    [{ kind: 'straddles-pass-line', application: 'a' }, { application: 'a' }],
    [
      { kind: 'falsification-suspected', application: 'a', expert: 'e', mark: 'm' },
      { application: 'a', code: 'code of e' },
    ],
    [
      { kind: 'disclosure-unresolved', application: 'a', expert: 'e' },
      { application: 'a', code: 'code of e' },
    ],
    [{ kind: 'workbook-missing', expert: 'e' }, { code: 'code of e' }],
    [
      { kind: 'workbook-superseded', expert: 'e', revision: 2 },
      { code: 'code of e', amount: 2 },
    ],
    [{ kind: 'workbook-fork', expert: 'e', workbooks: [] }, { code: 'code of e' }],
  ])('%j', (flag, subject) => {
    expect(flagSubject(flag, codeOf)).toEqual({ kind: flag.kind, ...nothing, ...subject });
  });
});

describe('the payload', () => {
  it('is a result or a panel by its format, and nothing else', () => {
    expect(workbookPayload.safeParse(sampleResult('en')).success).toBe(true);
    expect(workbookPayload.safeParse(samplePanel('en')).success).toBe(true);
    expect(
      workbookPayload.safeParse({ ...samplePanel('en'), format: 'haizhi.result' }).success,
    ).toBe(false);
  });

  it.each([
    ['a revision before the first', { revision: 0 }],
    ['a parent that is no hash', { parent: 'x' }],
    ['a time without zone', { signedAt: '2026-11-23T08:00:00' }],
    ['a key more', { note: 'private' }],
  ])('is refused with %s', (_, change) => {
    expect(workbookPayload.safeParse({ ...sampleResult('en'), ...change }).success).toBe(false);
  });
});
