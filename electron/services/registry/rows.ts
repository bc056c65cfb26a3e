import canonicalize from 'canonicalize';
import type { Row, SqlValue, Statements } from './database.ts';

/** Inserts a row unless its key is there, and tells whether it was not. */
export async function insert(
  within: Statements,
  table: string,
  columns: readonly string[],
  values: readonly SqlValue[],
): Promise<boolean> {
  const places = columns.map((_, place) => `$${place + 1}`).join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING RETURNING 1 AS one`;
  return (await within.query(sql, values)).length > 0;
}

/** RFC 8785, so that one content has one text. */
export function canonical(value: unknown): string {
  const written = canonicalize(value);
  if (written === undefined) throw new TypeError('not JSON data');
  return written;
}

/** A column of text. @throws where it holds anything else: the statement is wrong then. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`${column} is not text`);
  return value;
}
