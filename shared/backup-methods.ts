import { z } from 'zod';
import { fileToken, none } from './exchange.ts';
import { failsWith } from './failures.ts';
import { writing } from './refusals.ts';
import { method } from './rpc.ts';
import { instant } from './schema.ts';

/** A backup that is made by itself: where to, how often, and how it went. */
export const backupState = z.strictObject({
  /** The folder that a person chose; `null`: none is made by itself. */
  folder: z.string().max(1_000).nullable(),
  /** Hours between two; 0: when the app is closed. */
  hours: z.int().min(0).max(168),
  /** The last one that came to lie there whole. */
  last: z.strictObject({ at: instant, name: z.string().max(255) }).nullable(),
  /** Why the last try failed; `null` after a success and before a first try. */
  problem: failsWith('not-readable', ...writing, 'identity-damaged').nullable(),
});
export type BackupState = z.infer<typeof backupState>;

/** Backups on a schedule, while the identity is unlocked. They lock nothing. */
export const backupMethods = {
  'backup.read': method({ input: none, output: backupState, failure: failsWith('cancelled') }),
  /** Drives that are plugged in, for whoever has no dialog to choose a folder by. */
  'backup.places': method({
    input: none,
    output: z.array(z.strictObject({ folder: z.string().max(1_000), token: fileToken })).max(100),
    failure: failsWith('cancelled'),
  }),
  /** Chooses folder, hours or both; with no folder (`null`) none is made any more. What lies there stays. */
  'backup.schedule': method({
    input: z.strictObject({
      folder: fileToken.nullable().optional(),
      hours: z.int().min(0).max(168).optional(),
    }),
    output: backupState,
    failure: failsWith('unknown-file', ...writing),
  }),
  /** Makes one now, where a folder was chosen and a person is here; `problem` tells how it went. */
  'backup.run': method({ input: none, output: backupState, failure: failsWith('cancelled') }),
} as const;
