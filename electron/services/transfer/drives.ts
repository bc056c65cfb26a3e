import { access, constants, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Where a system shows the drives that are plugged in. */
interface DrivePlaces {
  /** Folders in which each drive is a folder. */
  readonly parents: readonly string[];
  /** Drives that are there or not. */
  readonly letters: readonly string[];
}

/** Of this system, for the account of this name. The first three letters of Windows are its own disks. */
export function drivePlaces(platform: NodeJS.Platform, account: string): DrivePlaces {
  switch (platform) {
    case 'win32':
      return { parents: [], letters: [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((each) => `${each}:\\`) };
    case 'darwin':
      return { parents: ['/Volumes'], letters: [] };
    default:
      return { parents: [`/media/${account}`, `/run/media/${account}`], letters: [] };
  }
}

/**
 * Drives that are plugged in and may be written to: absolute paths in the order of their names. A link is none: macOS shows its
 * own disk as one.
 */
export async function pluggedDrives({ parents, letters }: DrivePlaces): Promise<readonly string[]> {
  const listed = await Promise.all(
    parents.map(async (parent) => {
      const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
      const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
      return folders.map(({ name }) => path.join(parent, name));
    }),
  );
  const drives = [...listed.flat(), ...letters];
  const writable = await Promise.all(drives.map(mayWriteInto));
  return drives.filter((_, place) => writable[place]).toSorted();
}

function mayWriteInto(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}
