import { describe, expect, it } from 'vitest';
import {
  boxIn,
  combined,
  deltasIn,
  mapped,
  matrixIn,
  pathIn,
} from '../../../../../renderer/viewers/ofd/geometry.ts';

describe('numbers of an OFD', () => {
  it('are repeated where a list says so', () => {
    expect(deltasIn('g 3 1.5 2 g 2 4', 10)).toEqual([1.5, 1.5, 1.5, 2, 4, 4]);
  });

  it('are no more than there are characters, whatever the list promises', () => {
    expect(deltasIn('g 999999 1', 4)).toEqual([1, 1, 1, 1]);
  });

  it('that are none, or absurd, count as nothing', () => {
    expect(boxIn('0 0 NaN 5')).toBe(null);
    expect(boxIn('1 2 3 4')).toEqual({ x: 1, y: 2, width: 3, height: 4 });
    expect(matrixIn('1 0 0')).toEqual([1, 0, 0, 1, 0, 0]);
    expect(matrixIn('1e99 0 0 1 0 0')[0]).toBe(0);
  });

  it('map the inner matrix first', () => {
    const matrix = combined([2, 0, 0, 2, 10, 0], [1, 0, 0, 1, 3, 4]);
    expect(mapped(matrix, 1, 1)).toEqual([18, 10]);
  });
});

describe('a path', () => {
  it('becomes SVG path data', () => {
    expect(pathIn('M 1 2 L 3 4 Q 1 2 3 4 B 1 2 3 4 5 6 A 1 1 0 0 1 9 9 C')).toBe(
      'M 1 2 L 3 4 Q 1 2 3 4 C 1 2 3 4 5 6 A 1 1 0 0 1 9 9 Z',
    );
  });

  it.each(['', 'L 1 2', 'X 1 2', 'M 1', '<script>'])(
    'that makes no sense is nothing: %s',
    (text) => {
      expect(pathIn(text)).toBe('');
    },
  );

  it('ends where it stops making sense', () => {
    expect(pathIn('M 1 2 L 3 4 url(x) 5')).toBe('M 1 2 L 3 4');
  });
});
