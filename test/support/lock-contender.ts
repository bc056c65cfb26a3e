import { writeSync } from 'node:fs';
import { acquireLock } from '../../electron/services/disk/file-lock.ts';

/** Waits for the agreed moment (argv 3, epoch ms), tries to lock argv 2 once, says how that went, stays until told. */
const [file = '', moment = '0'] = process.argv.slice(2);
while (Date.now() < Number(moment));
const lock = await acquireLock(file);
writeSync(1, lock.ok ? 'held\n' : `${lock.failure.kind}\n`);
process.stdin.resume();
