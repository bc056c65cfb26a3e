import { writeSync } from 'node:fs';
import { compute } from '../../electron/services/compute/compute.ts';

/** A small program that runs one task and then simply ends: idle workers must not keep it alive. */
const opened = await compute.run('vault.open', { file: new Uint8Array(3), passphrase: 'any' });
writeSync(1, JSON.stringify(opened));
