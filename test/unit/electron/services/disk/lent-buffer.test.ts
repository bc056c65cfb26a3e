import { expect, it } from 'vitest';
import { discard } from '../../../../../electron/services/disk/lent-buffer.ts';

it('discarding erases bytes, and gives memory back that nothing else lies in', () => {
  const shared = new Uint8Array([1, 2, 3, 4]);
  discard(shared.subarray(1, 3));
  expect([...shared]).toEqual([1, 0, 0, 4]);
  discard(shared);
  expect(shared.buffer.detached).toBe(true);
});
