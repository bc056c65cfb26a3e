import { describe, expect, it } from 'vitest';
import { createExclusive } from '../../../../../electron/services/disk/exclusive.ts';

describe('exclusive', () => {
  it('runs one action after another, in the order of the calls', async () => {
    const exclusive = createExclusive();
    const seen: string[] = [];
    const slow = exclusive(async () => {
      seen.push('slow begins');
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push('slow ends');
    });
    const quick = exclusive(async () => seen.push('quick'));
    await Promise.all([slow, quick]);
    expect(seen).toEqual(['slow begins', 'slow ends', 'quick']);
  });

  it('goes on after an action that throws', async () => {
    const exclusive = createExclusive();
    const broken = exclusive(async () => {
      throw new Error('bug');
    });
    const next = exclusive(async () => 'next');
    await expect(broken).rejects.toThrow('bug');
    expect(await next).toBe('next');
  });
});
