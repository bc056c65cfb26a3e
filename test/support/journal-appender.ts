import { writeSync } from 'node:fs';
import { openJournal } from '../../electron/services/journal/journal.ts';
import { must } from '../../shared/result.ts';
import { batchOf, journalKey } from './journal-kill.ts';

/** Appends for ever to the journal argv 2, three at a time; prints the length after each acknowledgement. */
const journal = must(
  await openJournal({
    path: process.argv[2] ?? '',
    key: journalKey,
    id: 'kill',
    clock: () => new Date(),
  }),
);
let next = journal.length + 1;
async function appendForEver(): Promise<never> {
  for (;;) {
    const batch = batchOf(next);
    next += batch.length;
    const appended = must(await journal.append(batch));
    writeSync(1, `${appended.first + batch.length - 1}\n`);
  }
}
await Promise.all([appendForEver(), appendForEver(), appendForEver()]);
