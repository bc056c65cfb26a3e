import { randomBytes } from 'node:crypto';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Names a document of an application in a round. */
export interface DocumentKey {
  readonly round: string;
  readonly application: string;
  readonly document: string;
  /** What it was opened for; `reading` unless it says otherwise. Each has a token of its own. */
  readonly purpose?: 'reading' | 'index' | undefined;
}

/** Gives the whole document, its SHA-256 checked. */
type DocumentSource = () => Promise<Result<Uint8Array, Failure<'document-altered'>>>;

/** A document too large to be read as a whole before its first page is shown. */
interface RangedDocument {
  readonly size: number;
  /** Bytes that have passed the tags of their chunks. */
  readonly read: (
    offset: number,
    length: number,
  ) => Promise<Result<Uint8Array, Failure<'document-altered'>>>;
  /** Settles when the SHA-256 of the whole was held against the list. */
  readonly checked: Promise<Result<void, Failure<'document-altered'>>>;
}

type PieceFailure = Failure<'unknown-file' | 'document-altered'>;
type PieceResult = Result<Uint8Array, PieceFailure>;

interface HeldDocument {
  readonly key: DocumentKey;
  readonly source: DocumentSource;
}
interface OpenRanged {
  readonly key: DocumentKey;
  readonly ranged: RangedDocument;
}

/** At most this many bytes stay in memory; a larger document alone is kept all the same. */
const limit = 256 * 1024 * 1024;

/**
 * Opened documents by token. Bytes are in memory only, only after their SHA-256 was checked, the last used ones first; what
 * was pushed out is read and checked again. Of a ranged document nothing is kept; it is closed when its check fails.
 */
export class DocumentCache {
  readonly #documents = new Map<string, HeldDocument | OpenRanged>();
  /** By token, least recently used first. */
  readonly #bytes = new Map<string, Uint8Array>();

  /** The token of an open document, `null` for one that is not open. */
  tokenOf(key: DocumentKey): string | null {
    for (const [token, document] of this.#documents) {
      if (isSame(document.key, key)) return token;
    }
    return null;
  }

  /** Opens a document whose bytes have just been checked. */
  add(key: DocumentKey, bytes: Uint8Array, source: DocumentSource): string {
    const token = newToken();
    this.#documents.set(token, { key, source });
    this.#keep(token, bytes);
    return token;
  }

  /** Opens a document that is read by pieces while it is being checked. */
  addRanged(key: DocumentKey, ranged: RangedDocument): string {
    const token = newToken();
    this.#documents.set(token, { key, ranged });
    return token;
  }

  /**
   * Bytes from `offset` on, at most `length` of them. `unknown-file` after the document was closed, `document-altered`
   * once its check has failed.
   */
  async piece(token: string, offset: number, length: number): Promise<PieceResult> {
    const document = this.#documents.get(token);
    if (document === undefined || !('ranged' in document)) {
      const bytes = await this.read(token);
      return bytes.ok ? ok(bytes.value.subarray(offset, offset + length)) : bytes;
    }
    const { ranged } = document;
    const from = Math.min(offset, ranged.size);
    const bytes = await ranged.read(from, Math.min(length, ranged.size - from));
    // It may have been closed while it was read: a recusal or locking goes before.
    return this.#documents.has(token) ? bytes : fail({ kind: 'unknown-file' });
  }

  /** Waits until the whole document was held against its SHA-256. */
  async check(token: string): Promise<Result<void, PieceFailure>> {
    const document = this.#documents.get(token);
    if (document === undefined) return fail({ kind: 'unknown-file' });
    if (!('ranged' in document)) return ok();
    const checked = await document.ranged.checked;
    return this.#documents.has(token) ? checked : fail({ kind: 'unknown-file' });
  }

  /** The whole of a document that is held. `unknown-file` after it was closed. */
  async read(token: string): Promise<PieceResult> {
    const document = this.#documents.get(token);
    if (document === undefined || 'ranged' in document) return fail({ kind: 'unknown-file' });
    const held = this.#bytes.get(token);
    if (held !== undefined) {
      this.#bytes.delete(token);
      this.#bytes.set(token, held);
      return ok(held);
    }
    const read = await document.source();
    if (!read.ok) return read;
    // It may have been closed while it was read: a recusal or locking goes before.
    if (!this.#documents.has(token)) {
      read.value.fill(0);
      return fail({ kind: 'unknown-file' });
    }
    this.#keep(token, read.value);
    return read;
  }

  /** Closes the documents that match and overwrites their bytes with zeros. */
  close(matches: (key: DocumentKey) => boolean): void {
    for (const [token, { key }] of this.#documents) {
      if (!matches(key)) continue;
      this.#documents.delete(token);
      this.#erase(token);
    }
  }

  #keep(token: string, bytes: Uint8Array): void {
    this.#bytes.set(token, bytes);
    let total = [...this.#bytes.values()].reduce((sum, each) => sum + each.length, 0);
    for (const [oldest, each] of this.#bytes) {
      if (total <= limit || oldest === token) return;
      total -= each.length;
      this.#erase(oldest);
    }
  }

  #erase(token: string): void {
    this.#bytes.get(token)?.fill(0);
    this.#bytes.delete(token);
  }
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function isSame(a: DocumentKey, b: DocumentKey): boolean {
  return (
    a.round === b.round &&
    a.application === b.application &&
    a.document === b.document &&
    isForIndex(a) === isForIndex(b)
  );
}

function isForIndex({ purpose }: DocumentKey): boolean {
  return purpose === 'index';
}
