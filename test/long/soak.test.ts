import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { completeReview, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

const saves = 10_000;

/** Bytes in use after everything that can go has gone. */
function used(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
}

it(`${saves} saves leave no file open and no memory behind but the journal's own index`, async () => {
  const folder = temporaryFolder('soak');
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  const save = async (count: number) => {
    const note = `${count} ${'评'.repeat(count % 200)}`;
    const events = [{ kind: 'note.written', application: 'o1', note } as const];
    must(await desk.call('review.record', { round, events }));
  };
  for (let count = 0; count < 500; count++) await save(count);
  const before = { files: openFiles(), memory: used() };
  const began = performance.now();
  for (let count = 500; count < saves; count++) await save(count);
  const each = (performance.now() - began) / (saves - 500);
  const after = { files: openFiles(), memory: used() };
  must(await desk.call('identity.lock', {}));
  must(await desk.call('identity.unlock', { passphrase }));
  const opening = performance.now();
  const read = must(await desk.call('review.events', { round, after: 0 }));
  const opened = performance.now() - opening;
  const grown = (after.memory - before.memory) / (saves - 500);
  console.log(
    `a save ${each.toFixed(2)} ms; ${grown.toFixed(0)} bytes of memory a save; ` +
      `${read.journal.length} entries opened, checked and read in ${opened.toFixed(0)} ms`,
  );
  expect(after.files).toBeLessThanOrEqual(before.files + 2);
  // A position in the file and a head of 32 bytes for each; a leak of answers or events would be some thousands.
  expect(grown).toBeLessThan(1_000);
  const notes = read.events.filter(({ event }) => event.kind === 'note.written');
  expect(notes).toHaveLength(saves);
});
