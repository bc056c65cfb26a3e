import { randomBytes } from 'node:crypto';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Names a document of an application in a round. */
export interface DocumentKey {
  readonly round: string;
  readonly application: string;
  readonly document: string;
}

/** Gives the whole document, its SHA-256 checked. */
export type DocumentSource = () => Promise<Result<Uint8Array, Failure<'document-altered'>>>;

/** At most this many bytes stay in memory; a larger document alone is kept all the same. */
const limit = 256 * 1024 * 1024;

/**
 * Opened documents by token. Bytes are in memory only, only after their SHA-256 was checked, the last used ones first; what
 * was pushed out is read and checked again.
 */
export class DocumentCache {
  readonly #documents = new Map<
    string,
    { readonly key: DocumentKey; readonly source: DocumentSource }
  >();
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
    const token = randomBytes(24).toString('base64url');
    this.#documents.set(token, { key, source });
    this.#keep(token, bytes);
    return token;
  }

  /** `unknown-file` after the document was closed. */
  async read(
    token: string,
  ): Promise<Result<Uint8Array, Failure<'unknown-file' | 'document-altered'>>> {
    const document = this.#documents.get(token);
    if (document === undefined) return fail({ kind: 'unknown-file' });
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

function isSame(a: DocumentKey, b: DocumentKey): boolean {
  return a.round === b.round && a.application === b.application && a.document === b.document;
}
