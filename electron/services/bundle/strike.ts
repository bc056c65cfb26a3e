import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeFully } from '../disk/file-system.ts';
import { fileAccess, systemCode } from '../disk/random-access.ts';
import type { BundleFailure } from './bundle-failure.ts';
import { readContainer } from './inspect.ts';
import { applicationEntryOf } from './layout.ts';

/** Covers every header: it has at most 64 KiB, and the payload's nonce follows. */
const struckLength = 80 * 1024;

/**
 * Takes applications out of a bundle that lies in the library: the age header of the entry, where alone its file key is
 * kept, is overwritten with zeros and synced. Sizes and the signed list stay, so that the rest opens as before. Takes the
 * same time at any size; applications that are not in the bundle, or were struck before, are passed over.
 */
export async function strikeEntries(
  bundle: string,
  applications: readonly string[],
): Promise<Result<void, BundleFailure>> {
  if (applications.length === 0) return ok();
  let handle: FileHandle | null = null;
  try {
    handle = await open(bundle, 'r+');
    const { size } = await handle.stat();
    const container = await readContainer(fileAccess(handle, size));
    if (!container.ok) return container;
    for (const application of applications) {
      const entry = container.value.zip.entries.get(applicationEntryOf(application));
      if (entry === undefined) continue;
      const zeros = new Uint8Array(Math.min(entry.size, struckLength));
      await writeFully(handle, zeros, entry.start);
    }
    await handle.sync();
    return ok();
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return fail({ kind: 'cannot-write', code });
  } finally {
    await handle?.close();
  }
}

/** Removes copies of a bundle whose taking in was broken off: they hold every entry. */
export async function removeBegunCopies(bundle: string): Promise<void> {
  const folder = path.dirname(bundle);
  for (const name of await readdir(folder).catch(() => [])) {
    const isPart = name.startsWith(`${path.basename(bundle)}.`) && name.endsWith('.part');
    if (isPart) await rm(path.join(folder, name), { force: true });
  }
}
