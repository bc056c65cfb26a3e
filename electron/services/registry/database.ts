import path from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Pool, PoolClient } from 'pg';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { acquireLock, type FileLock } from '../disk/file-lock.ts';
import { makeFolder } from '../disk/file-system.ts';
import { type Lite, openLite, stopped } from './lite.ts';

/** A value that a statement takes or gives: text, whole numbers, yes or no, nothing. */
export type SqlValue = string | number | boolean | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** Runs statements of PostgreSQL's dialect; `$1`… stand for `values`. Rejects with the driver's error. */
export interface Statements {
  query(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** A database: in a folder of this machine, or on a server. The same statements run on both. */
export interface Database extends Statements {
  /** All statements of `action` or none: a rejection of `action` undoes them. */
  transaction<T>(action: (within: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** The folder it fills on this machine; null where it lies on a server, whose disk is others' business. */
  readonly folder: string | null;
}

/** Why there is no database: another process holds the folder, it cannot be opened, this machine's disk is full. */
export type DatabaseFailure = Failure<'registry-unavailable' | 'disk-full'>;

/**
 * Opens the database in a folder, creating it there. One process at a time. A transaction that was answered is on disk;
 * one that the disk refused is not, and the next one finds the database recovered.
 */
export async function openFolderDatabase(
  folder: string,
): Promise<Result<Database, DatabaseFailure>> {
  try {
    await makeFolder(path.dirname(folder));
  } catch (error) {
    return fail(databaseFailure(error, folder));
  }
  const lock = await acquireLock(folder);
  if (!lock.ok) {
    const { failure } = lock;
    const isElsewhere = failure.kind === 'locked' && failure.elsewhere;
    const detail = isElsewhere ? `${failure.kind} @ ${failure.host}` : failure.kind;
    return fail({ kind: 'registry-unavailable', detail });
  }
  try {
    return ok(folderDatabase(await openLite(folder), lock.value, folder));
  } catch (error) {
    await lock.value.release();
    return fail(databaseFailure(error, folder));
  }
}

/** Connects to a PostgreSQL server, `postgres://user:password@host/database`. */
export async function openServerDatabase(url: string): Promise<Result<Database, DatabaseFailure>> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle is replaced by the next query, which reports its own failure.
  pool.on('error', () => undefined);
  try {
    await pool.query('SELECT 1');
    return ok(serverDatabase(pool));
  } catch (error) {
    await pool.end();
    return fail(databaseFailure(error, null));
  }
}

/**
 * Whether an error of a statement means that the database cannot be had (connection, shutdown, space, files), rather
 * than that the statement is wrong: SQLSTATE classes 08, 53, 57, 58 and errors of the operating system.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^(08|53|57|58)...$|^E[A-Z]+$/.test(String(error.code));
}

/** An error of the driver as a failure; `folder` as in `Database`. SQLSTATE 53100 is a full disk. */
export function databaseFailure(error: unknown, folder: string | null): DatabaseFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFull = ['53100', 'ENOSPC', 'EDQUOT'].includes(code);
  if (isFull && folder !== null) return { kind: 'disk-full', file: folder };
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'registry-unavailable', detail: detail.slice(0, 500) };
}

function folderDatabase(first: Lite, lock: FileLock, folder: string): Database {
  let lite = first;
  const on = (runner: PGlite | Transaction): Statements => ({
    query: async (sql, values = []) => (await runner.query<Row>(sql, [...values])).rows,
  });
  const run = async <T>(action: (database: PGlite) => Promise<T>): Promise<T> => {
    if (lite.hasStopped()) lite = await openLite(folder);
    const [result] = await Promise.allSettled([action(lite.database)]);
    // Whatever came of it: the disk has not acknowledged it.
    if (lite.hasStopped()) throw stopped();
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
  return {
    query: (sql, values) => run((database) => on(database).query(sql, values)),
    folder,
    transaction: (action) =>
      run((database) => database.transaction((within) => action(on(within)))),
    close: async () => {
      if (!lite.hasStopped()) await lite.database.close();
      await lock.release();
    },
  };
}

function serverDatabase(pool: Pool): Database {
  const on = (runner: Pool | PoolClient): Statements => ({
    query: async (sql, values = []) => (await runner.query<Row>(sql, [...values])).rows,
  });
  return {
    ...on(pool),
    folder: null,
    transaction: async (action) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const value = await action(on(client));
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
