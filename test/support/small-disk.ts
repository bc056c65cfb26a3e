import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real file system of its own that can be filled up or made read-only. */
export interface SmallDisk {
  readonly folder: string;
  makeReadOnly(): void;
  remove(): void;
}

/** Mounts a tmpfs of `size` bytes; null where this account may not mount. */
export function mountSmallDisk(size: number): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'haizhi-disk-'));
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder);
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    folder,
    makeReadOnly: () => run('mount', '-o', 'remount,ro', folder),
    remove() {
      run('umount', folder);
      rmSync(folder, { recursive: true });
    },
  };
}

function run(command: string, ...options: readonly string[]): void {
  execFileSync(command, options, { stdio: 'ignore' });
}
