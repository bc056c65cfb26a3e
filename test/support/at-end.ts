import { afterAll } from 'vitest';

/** Cleans up after the last test of the file, or at the end of a program that uses the tests' support without being one. */
export function atEnd(run: () => void | Promise<void>): void {
  if (process.env.VITEST === undefined) process.once('beforeExit', () => void run());
  else afterAll(run);
}
