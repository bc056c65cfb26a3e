import { fsyncSync } from 'node:fs';
import { open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { systemCode } from '../disk/file-failure.ts';
import { makeFolder, nodeFileSystem, syncFolder } from '../disk/file-system.ts';

/** PostgreSQL on the files of a folder. */
export interface Lite {
  readonly database: PGlite;
  /** It gave up, as PostgreSQL does where a file cannot be synced: it answers nothing more, opened anew it recovers. */
  readonly hasStopped: () => boolean;
}

/**
 * Opens the database in a folder, creating it there. A commit is on disk before it is answered: PGlite itself starts
 * PostgreSQL without fsync and gives it a file system that has none, so both are put in. A new database takes its place
 * whole: a creation that broke off leaves none.
 * @throws the driver's error, or the operating system's.
 */
export async function openLite(folder: string): Promise<Lite> {
  const isThere = await stat(path.join(folder, 'PG_VERSION')).catch(() => null);
  if (isThere === null) await create(folder);
  return start(folder);
}

async function create(folder: string): Promise<void> {
  const making = `${folder}.new`;
  await rm(making, { recursive: true, force: true });
  await makeFolder(making);
  try {
    const { database } = await start(making);
    await database.close();
    await syncTree(making);
    // What lies there and is no database is not taken for an empty folder.
    await rmdir(folder).catch(unlessMissing);
    await rename(making, folder);
    await syncFolder(nodeFileSystem, path.dirname(folder));
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

function unlessMissing(error: unknown): void {
  if (systemCode(error) !== 'ENOENT') throw error;
}

/** A disk takes many syncs at once in little more time than one. */
async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places = entries.map((entry) => ({ entry, at: path.join(entry.parentPath, entry.name) }));
  const files = places.filter(({ entry }) => !entry.isDirectory());
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let next = files.pop(); next !== undefined; next = files.pop()) await syncFile(next.at);
    }),
  );
  const folders = places.filter(({ entry }) => entry.isDirectory());
  for (const { at } of folders) await syncFolder(nodeFileSystem, at);
  await syncFolder(nodeFileSystem, folder);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function start(folder: string): Promise<Lite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { NodeFS } = await import('@electric-sql/pglite/nodefs');
  class SyncingFiles extends NodeFS {
    override async init(...[database, options]: Parameters<InstanceType<typeof NodeFS>['init']>) {
      const { emscriptenOpts } = await super.init(database, options);
      return {
        emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] },
      };
    }
  }
  // fdatasync of its C library does nothing at all, fsync asks the file system.
  const synced = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
  const startParams = [...PGlite.defaultStartParams.filter((each) => each !== '-F'), ...synced];
  const database = new PGlite({ fs: new SyncingFiles(folder), startParams });
  await database.waitReady;
  return { database, hasStopped: endOnPanic(database) };
}

/** An open file of the database's own file system: `nfd` is Node's descriptor. */
interface NodeStream {
  readonly nfd: number;
  readonly node: { readonly mode: number };
}

type Module = PGlite['Module'];

function addSync({ NODEFS, FS }: Module): void {
  const files = NODEFS as unknown as {
    readonly stream_ops: { fsync?: (stream: NodeStream) => number };
    tryFSOperation(action: () => number): number;
  };
  files.stream_ops.fsync = ({ nfd, node }) => {
    // Windows writes names through and refuses to sync a folder.
    if (process.platform === 'win32' && FS.isDir(node.mode)) return 0;
    return files.tryFSOperation(() => {
      fsyncSync(nfd);
      return 0;
    });
  };
}

/** PGlite enters its main loop again after any exception: after PostgreSQL's own end that would go on for ever. */
function endOnPanic(database: PGlite): () => boolean {
  const { Module: module } = database;
  const runOnce = module._PostgresMainLoopOnce;
  let hasStopped = false;
  module._PostgresMainLoopOnce = () => {
    try {
      runOnce();
    } catch (error) {
      if (!isJump(error)) {
        hasStopped = true;
        module._pq_buffer_remaining_data = () => 0;
        database.execProtocolRawSync = () => {
          throw stopped();
        };
      }
      throw error;
    }
  };
  return () => hasStopped;
}

/** How an ordinary error of a statement leaves the main loop: status 100. */
function isJump(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 100;
}

/** The error of whoever asks a database that has stopped; SQLSTATE 58030, `io_error`. */
export function stopped(): Error {
  return Object.assign(new Error('the database has stopped'), { code: '58030' });
}
