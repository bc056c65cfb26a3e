import type { FileSystem, OpenFile } from '../../electron/services/disk/file-system.ts';
import { nodeFileSystem } from '../../electron/services/disk/file-system.ts';

interface Faults {
  /** Asked before each call; a code (`ENOSPC`) lets that call fail with it. */
  readonly refuse?: (call: string, index: number) => string | null;
  /** A write takes at most this many bytes. */
  readonly writeAtMost?: number;
}

/** The real file system, except for the faults; `calls` lists what was called, in order. */
export function faultyFileSystem(faults: Faults): FileSystem & { readonly calls: string[] } {
  const calls: string[] = [];
  const check = (call: string) => {
    const code = faults.refuse?.(call, calls.length) ?? null;
    calls.push(call);
    if (code !== null) throw Object.assign(new Error(`${code} injected`), { code, syscall: call });
  };
  return {
    calls,
    async open(path, flags, mode) {
      check('open');
      return faultyFile(await nodeFileSystem.open(path, flags, mode), check, faults);
    },
    async rename(from, to) {
      check('rename');
      await nodeFileSystem.rename(from, to);
    },
    async link(from, to) {
      check('link');
      await nodeFileSystem.link(from, to);
    },
    async unlink(path) {
      check('unlink');
      await nodeFileSystem.unlink(path);
    },
  };
}

function faultyFile(file: OpenFile, check: (call: string) => void, faults: Faults): OpenFile {
  const { writeAtMost = Number.POSITIVE_INFINITY } = faults;
  return {
    async write(bytes, offset, length, position) {
      check('write');
      return file.write(bytes, offset, Math.min(length, writeAtMost), position);
    },
    async truncate(length) {
      check('truncate');
      await file.truncate(length);
    },
    async sync() {
      check('sync');
      await file.sync();
    },
    async datasync() {
      check('datasync');
      await file.datasync();
    },
    async close() {
      await file.close();
      check('close');
    },
  };
}
