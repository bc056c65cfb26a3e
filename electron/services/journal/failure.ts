import type { FileFailure } from '../disk/file-failure.ts';
import type { Locked } from '../disk/file-lock.ts';

/**
 * Why a journal cannot be opened, read or written. Every one but `closed` names the file.
 *
 * - `locked`: somebody else writes it.
 * - `wrong-key`: it belongs to another identity or another round.
 * - `newer-version`: a newer version of the product wrote it.
 * - `damaged`: `at` entries are intact and follow each other from the start; what came after is not what
 *   was acknowledged. The file is left as it is. `header`: the start of the file is destroyed; `altered`:
 *   bytes changed; `missing`: entries in the middle are gone; `reordered`: later or repeated entries stand
 *   in their place; `truncated`: the last acknowledged entries are gone; `replaced`: an older or other copy
 *   took its place, or the file was moved away while open.
 * - `batch-too-large`: one batch above 16 MiB.
 * - `closed`: the journal was closed (the identity was locked) before the append was taken.
 */
export type JournalFailure =
  | Locked
  | FileFailure
  | { readonly kind: 'wrong-key'; readonly file: string }
  | { readonly kind: 'newer-version'; readonly file: string; readonly version: number }
  | {
      readonly kind: 'damaged';
      readonly file: string;
      readonly at: number;
      readonly reason: JournalDamage;
    }
  | { readonly kind: 'batch-too-large'; readonly file: string }
  | { readonly kind: 'closed' };

export type JournalDamage =
  | 'header'
  | 'altered'
  | 'missing'
  | 'reordered'
  | 'truncated'
  | 'replaced';
