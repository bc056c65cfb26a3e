import { expect, it } from 'vitest';
import { killWhileAppending } from '../../../support/journal-kill.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

it('kill -9 while appending loses no acknowledged entry', { timeout: 60_000 }, async () => {
  expect(await killWhileAppending(temporaryFolder('kill'), 3)).toBeGreaterThan(3);
});
