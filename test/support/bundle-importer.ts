import { readFileSync, writeSync } from 'node:fs';
import { importBundle } from '../../electron/services/bundle/import.ts';
import { must } from '../../shared/result.ts';
import { profileKey } from './profile-key.ts';

/** Imports a bundle as standard input says, and waits for ever once `stopAt` bytes are done: somebody will kill it. */
const { stopAt, ...input } = JSON.parse(readFileSync(0, 'utf8'));
const never = new Int32Array(new SharedArrayBuffer(4));
must(
  await importBundle({
    ...input,
    profileKey,
    onProgress: ({ done }) => {
      writeSync(1, `${done}\n`);
      if (done >= stopAt) Atomics.wait(never, 0, 0);
    },
  }),
);
