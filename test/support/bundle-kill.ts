import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportInput } from '../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../electron/services/bundle/inspect.ts';
import { packBundle } from '../../electron/services/bundle/pack.ts';
import { must } from '../../shared/result.ts';
import { describeBundle } from './bundle.ts';
import { foundCenter } from './center.ts';
import { noise } from './pieces.ts';
import { profileKey } from './profile-key.ts';

/** A bundle of two applications of some 6 MB each, and what importing it into `folder/library.hzb` takes. */
export async function largerBundle(folder: string): Promise<ImportInput> {
  const { input, expert } = await describeBundle(folder, await foundCenter());
  const applications = ['first', 'second'].map((id, index) => {
    const file = path.join(folder, id);
    writeFileSync(file, noise(6_000_000, index + 1));
    const documents = [{ id: 'd', name: id, path: file }];
    return { id, recipients: [expert.recipient], application: Buffer.from('{}'), documents };
  });
  const out = path.join(folder, 'source.hzb');
  must(await packBundle({ ...input, out, applications }));
  const { authority, digest } = must(await inspectBundle(out));
  const target = path.join(folder, 'library.hzb');
  return { source: out, target, authority: authority.fingerprint, digest, profileKey };
}

/** Imports in a process of its own and kills it, with no chance to clean up, when `stopAt` bytes are done. */
export async function importUntilKilled(input: ImportInput, stopAt: number): Promise<void> {
  const script = path.join(import.meta.dirname, 'bundle-importer.ts');
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdout.on('data', (data: Buffer) => {
    const done = Number(data.toString().trim().split('\n').at(-1));
    if (done >= stopAt) child.kill('SIGKILL');
  });
  child.stdin.end(JSON.stringify({ ...input, stopAt }));
  await ended;
  if (child.signalCode !== 'SIGKILL') throw new Error('the import ended before it was killed');
}
