import { readFileSync, rmSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importBundle } from '../../electron/services/bundle/import.ts';
import { must } from '../../shared/result.ts';
import { importUntilKilled, largerBundle } from '../support/bundle-kill.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('40 × kill -9 anywhere in an import, and every one goes on to the same bundle', async () => {
  const input = await largerBundle(temporaryFolder('import-kill'));
  const honest = readFileSync(input.source);
  const { size } = statSync(input.source);
  for (let turn = 0; turn < 20; turn += 1) {
    const stops = [Math.random(), Math.random()].map((share) => share * size);
    for (const stopAt of stops) await importUntilKilled(input, stopAt);
    must(await importBundle(input));
    expect(readFileSync(input.target).equals(honest)).toBe(true);
    rmSync(input.target);
  }
});
