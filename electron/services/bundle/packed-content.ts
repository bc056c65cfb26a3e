import { open, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { filePieces } from '../disk/file-pieces.ts';
import { systemCode } from '../disk/random-access.ts';
import { DamagedMember, memberPieces } from '../zip/archive-content.ts';
import { type BundleFailure, Interruption } from './bundle-failure.ts';
import { largest } from './layout.ts';
import type { PackedDocument } from './pack.ts';

/** Size in bytes of a document that is to be packed; `entry` names it in failures. */
export async function measureDocument(
  { path, member }: PackedDocument,
  entry: string,
): Promise<Result<number, BundleFailure>> {
  try {
    const size = member?.size ?? (await stat(path)).size;
    if (size <= largest.document) return ok(size);
    return fail({ kind: 'cannot-pack', flaw: 'too-large', entry });
  } catch (error) {
    return fail(unreadable(error, entry));
  }
}

/**
 * The content of a document, which may be a member of an applicant's ZIP file: it is unpacked in memory, piece by piece. A
 * piece is valid only until the next one is asked for. Throws an Interruption where it cannot be read, or the archive is not
 * what it was.
 */
export async function* readDocument(
  { path, member }: PackedDocument,
  entry: string,
): AsyncGenerator<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      // One byte more than there should be shows a file that is growing.
      if (member === undefined) yield* filePieces(handle, 0, (await handle.stat()).size + 1);
      else yield* memberPieces(handle, member);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new Interruption(unreadable(error, entry));
  }
}

function unreadable(error: unknown, entry: string): BundleFailure {
  if (error instanceof DamagedMember) return { kind: 'altered', entry };
  const code = systemCode(error);
  if (code === null) throw error;
  return { kind: 'cannot-read', code, entry };
}
