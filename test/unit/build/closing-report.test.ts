import { describe, expect, it } from 'vitest';
import { closingLines } from '../../../build/closing-report.ts';

describe('closingLines', () => {
  it('ends with the counts alone on their line', () => {
    const lines = closingLines({ passed: 3, failed: 1, skipped: 0 }, []);
    expect(lines).toEqual(['3 passed, 1 failed, 0 skipped']);
  });

  it('names each skipped test with its tool before', () => {
    const lines = closingLines({ passed: 1, failed: 0, skipped: 2 }, [
      { name: 'a.test.ts > verifies', lacking: ['xmlsec1', 'xmlsec1'] },
      { name: 'b.test.ts > waits', lacking: [] },
    ]);
    expect(lines).toEqual([
      'skipped, xmlsec1 missing here: a.test.ts > verifies',
      'skipped without a missing tool: b.test.ts > waits',
      '1 passed, 0 failed, 2 skipped',
    ]);
  });
});
