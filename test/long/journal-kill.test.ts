import { expect, it } from 'vitest';
import { killWhileAppending } from '../support/journal-kill.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('30 × kill -9 while appending lose no acknowledged entry', { timeout: 300_000 }, async () => {
  expect(await killWhileAppending(temporaryFolder('kill'), 30)).toBeGreaterThan(30);
});
