import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { openJournal } from '../../electron/services/journal/journal.ts';
import { must } from '../../shared/result.ts';

export const journalKey = new Uint8Array(32).fill(9);

/** The batch whose first entry has this sequence: 1 to 4 entries of up to 5 KB, known from the number alone. */
export function batchOf(first: number): readonly unknown[] {
  const size = 1 + (first % 4);
  return Array.from({ length: size }, (_, index) => ({
    first,
    size,
    index,
    text: '评'.repeat((first * 37) % 1_700),
  }));
}

/**
 * Kills a process in the middle of appending, `times` times over on one journal, and after each kill proves
 * that everything acknowledged is there, that no batch is there in part, and that the chain verifies.
 * @returns the entries acknowledged in all.
 */
export async function killWhileAppending(folder: string, times: number): Promise<number> {
  const file = path.join(folder, 'killed.journal');
  let acknowledged = 0;
  for (let round = 0; round < times; round++) {
    acknowledged = Math.max(acknowledged, await appendUntilKilled(file, Math.random() * 120));
    const journal = must(
      await openJournal({ path: file, key: journalKey, id: 'kill', clock: () => new Date() }),
    );
    const entries = must(await journal.read());
    expect(journal.length).toBe(entries.length);
    expect(journal.length).toBeGreaterThanOrEqual(acknowledged);
    expectWholeBatches(entries.map((entry) => entry.value));
    await journal.close();
  }
  return acknowledged;
}

function expectWholeBatches(values: readonly unknown[]): void {
  for (let first = 1; first <= values.length; ) {
    const batch = batchOf(first);
    expect(values.slice(first - 1, first - 1 + batch.length)).toEqual(batch);
    first += batch.length;
  }
}

/** The highest sequence acknowledged before the kill, `delay` milliseconds after the first one. */
async function appendUntilKilled(file: string, delay: number): Promise<number> {
  const script = path.join(import.meta.dirname, 'journal-appender.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  const began = new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await Promise.race([began, ended]);
  await pause(delay);
  child.kill('SIGKILL');
  await ended;
  expect(said).not.toBe('');
  const lines = said.split('\n').slice(0, -1);
  return Math.max(0, ...lines.map(Number));
}
