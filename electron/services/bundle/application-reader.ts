import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { AgeSecret } from '../age/header.ts';
import { type AgePlaintext, openAge } from '../age/reader.ts';
import type { RandomAccess } from '../disk/random-access.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { openZip, type ZipArchive } from '../zip/reader.ts';
import { type BundleFailure, inEntry, joined } from './bundle-failure.ts';
import {
  applicationEntry,
  applicationEntryOf,
  applicationPolicy,
  documentEntryOf,
  manifestEntry,
} from './layout.ts';
import { type DocumentEntry, type DocumentList, readDocumentList } from './manifest.ts';

/** One application, open. Nothing of it is written to disk in clear. */
export type ApplicationReader = {
  /** `application.json`: strict JSON, its shape not checked here. */
  readonly application: Uint8Array;
  /** In the order of the application. */
  readonly documents: readonly DocumentEntry[];
  /** The whole document, given only when its SHA-256 is the listed one. */
  readonly document: (id: string) => Promise<Result<Uint8Array, BundleFailure>>;
  /**
   * Bytes of a document at any place. Each has passed the tag of its chunk; the SHA-256 of the whole was not looked at:
   * that is for `check`. `null` for an unknown id.
   */
  readonly bytes: (id: string) => RandomAccess | null;
  /**
   * Reads a document to its end, a piece at a time, and holds its SHA-256 against the list. Keeps nothing. Before each
   * piece it waits for `turn`.
   */
  readonly check: (id: string, turn: () => Promise<void>) => Promise<Result<void, BundleFailure>>;
  /** Forgets the key and what was decrypted. */
  readonly close: () => void;
};

/** Which application is opened, and with what. */
type ApplicationSource = {
  readonly bundle: string;
  readonly application: string;
  /** The encrypted entry. */
  readonly sealed: RandomAccess;
  readonly identities: readonly AgeSecret[];
};

/** Opens one application: age, container, lists. Reads only what that needs, whatever the size of the documents. */
export async function openApplication(
  source: ApplicationSource,
): Promise<Result<ApplicationReader, BundleFailure>> {
  const entry = applicationEntryOf(source.application);
  const plain = await openAge(source.sealed, { identities: source.identities });
  if (!plain.ok) return fail(inEntry(plain.failure, entry));
  const reader = await readApplication(source, plain.value, entry);
  if (!reader.ok) plain.value.close();
  return reader;
}

async function readApplication(
  source: ApplicationSource,
  plain: AgePlaintext,
  entry: string,
): Promise<Result<ApplicationReader, BundleFailure>> {
  const opened = await openZip(plain, applicationPolicy);
  if (!opened.ok) return fail(inEntry(opened.failure, entry));
  const zip = opened.value;
  const list = await readList(source, zip, entry);
  if (!list.ok) return list;
  const application = await readNamed(zip, applicationEntry, entry);
  if (!application.ok) return application;
  const json = readStrictJson(application.value);
  if (!json.ok) return fail({ ...json.failure, entry: joined(entry, applicationEntry) });
  const { documents } = list.value;
  return ok({
    application: application.value,
    documents,
    document: (id) => readDocument(zip, documents, id, entry),
    bytes: (id) => {
      const document = documents.find((each) => each.id === id);
      return document === undefined ? null : zip.region(document.path);
    },
    check: (id, turn) => checkDocument(zip, documents, { id, entry, turn }),
    close: () => {
      plain.close();
      application.value.fill(0);
    },
  });
}

async function readList(
  source: ApplicationSource,
  zip: ZipArchive,
  entry: string,
): Promise<Result<DocumentList, BundleFailure>> {
  const bytes = await readNamed(zip, manifestEntry, entry);
  if (!bytes.ok) return bytes;
  const list = readDocumentList(bytes.value, joined(entry, manifestEntry));
  if (!list.ok) return list;
  // An entry carried over from elsewhere would open with the same keys.
  const { bundle, application } = list.value;
  if (bundle !== source.bundle || application !== source.application) {
    return fail({ kind: 'foreign', entry });
  }
  const incomplete = findIncomplete(zip, list.value, entry);
  return incomplete === null ? list : fail(incomplete);
}

function findIncomplete(zip: ZipArchive, list: DocumentList, entry: string): BundleFailure | null {
  const rest = new Set(zip.entries.keys());
  rest.delete(applicationEntry);
  rest.delete(manifestEntry);
  const ids = new Set<string>();
  for (const [index, document] of list.documents.entries()) {
    const { id, path, size } = document;
    const inOrder = path === documentEntryOf(index + 1) && !ids.has(id);
    const pointer = `/documents/${index}`;
    if (!inOrder) {
      return { kind: 'json', flaw: 'form', path: pointer, entry: joined(entry, manifestEntry) };
    }
    ids.add(id);
    if (!rest.delete(path)) return { kind: 'missing-entry', entry: joined(entry, path) };
    if (zip.entries.get(path)?.size !== size)
      return { kind: 'altered', entry: joined(entry, path) };
  }
  const [unlisted] = rest;
  return unlisted === undefined ? null : { kind: 'unlisted-entry', entry: joined(entry, unlisted) };
}

async function readDocument(
  zip: ZipArchive,
  documents: readonly DocumentEntry[],
  id: string,
  entry: string,
): Promise<Result<Uint8Array, BundleFailure>> {
  const document = documents.find((each) => each.id === id);
  if (document === undefined) return fail({ kind: 'unknown-document', document: id });
  const content = await readNamed(zip, document.path, entry);
  if (!content.ok) return content;
  const sha256 = createHash('sha256').update(content.value).digest('hex');
  if (sha256 === document.sha256) return content;
  return fail({ kind: 'altered', entry: joined(entry, document.path) });
}

/** What is decrypted and hashed at once; other work has its turn between. */
const checkedAtOnce = 2 * 1024 * 1024;

type CheckedDocument = {
  readonly id: string;
  readonly entry: string;
  readonly turn: () => Promise<void>;
};

async function checkDocument(
  zip: ZipArchive,
  documents: readonly DocumentEntry[],
  { id, entry, turn }: CheckedDocument,
): Promise<Result<void, BundleFailure>> {
  const document = documents.find((each) => each.id === id);
  if (document === undefined) return fail({ kind: 'unknown-document', document: id });
  const place = joined(entry, document.path);
  const region = zip.region(document.path);
  const hash = createHash('sha256');
  for (let at = 0; at < region.size; at += checkedAtOnce) {
    await turn();
    const piece = await region.read(at, Math.min(checkedAtOnce, region.size - at));
    if (!piece.ok) return fail(inEntry(piece.failure, place));
    hash.update(piece.value);
  }
  return hash.digest('hex') === document.sha256 ? ok() : fail({ kind: 'altered', entry: place });
}

async function readNamed(
  zip: ZipArchive,
  name: string,
  entry: string,
): Promise<Result<Uint8Array, BundleFailure>> {
  const place = joined(entry, name);
  if (!zip.entries.has(name)) return fail({ kind: 'missing-entry', entry: place });
  const content = await zip.read(name);
  if (content.ok) return content;
  const { failure } = content;
  return fail(failure.kind === 'zip' ? { ...failure, entry: place } : inEntry(failure, place));
}
