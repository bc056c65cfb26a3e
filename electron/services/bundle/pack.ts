import { createHash } from 'node:crypto';
import { bundleFormat, bundleVersion } from '../../../shared/bundle.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { encryptAge } from '../age/stream.ts';
import { type CmsSigner, signCms } from '../pki/cms.ts';
import type { ArchiveMember } from '../zip/archive.ts';
import { writeZip, type ZipContent } from '../zip/writer.ts';
import { type BundleFailure, Interruption, joined } from './bundle-failure.ts';
import {
  applicationEntry,
  applicationEntryOf,
  documentEntryOf,
  manifestEntry,
  mediaType,
  mediaTypeEntry,
  roundEntry,
  signatureEntry,
} from './layout.ts';
import {
  type BundleManifest,
  type DocumentEntry,
  encodeList,
  type ListedFile,
} from './manifest.ts';
import { findFlaw } from './pack-flaw.ts';
import { measureDocument, readDocument } from './packed-content.ts';
import { stopIfCancelled, writeStaged } from './staged-file.ts';

/** A document to be packed: its id in the application, the name it is shown under, where its content lies. */
export type PackedDocument = {
  readonly id: string;
  readonly name: string;
  /** A file, or the applicant's ZIP file that holds `member`. */
  readonly path: string;
  readonly member?: ArchiveMember;
};

/** An application to be packed. Who is not among its recipients has no key to it: that is what a recusal is. */
export type PackedApplication = {
  readonly id: string;
  /** 1 to 64 age recipients. */
  readonly recipients: readonly string[];
  /** `application.json`, strict JSON. */
  readonly application: Uint8Array;
  readonly documents: readonly PackedDocument[];
};

/** Everything that makes a bundle. */
export type PackInput = {
  /** Where it is written; a file there is replaced at the very end. */
  readonly out: string;
  readonly bundle: string;
  readonly round: string;
  readonly sequence: number;
  /** Time of packing and signing; its fraction of a second is dropped. */
  readonly created: Date;
  /** `round.json`, strict JSON, for everybody on the panel. */
  readonly roundFile: Uint8Array;
  readonly roundRecipients: readonly string[];
  readonly applications: readonly PackedApplication[];
  readonly signer: CmsSigner;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

/** Bytes of content done out of all, at most once a mebibyte and at the end. */
export type Progress = { readonly done: number; readonly total: number };

/** A finished bundle: its signed list, and the SHA-256 of that list's bytes, by which everything signed later names it. */
export type PackedBundle = { readonly manifest: BundleManifest; readonly digest: string };

/**
 * Packs and signs a bundle in one streaming pass: ZIP of age files of ZIPs. The file appears under its name whole and
 * durable, or not at all; cancelling leaves nothing behind.
 */
export async function packBundle(input: PackInput): Promise<Result<PackedBundle, BundleFailure>> {
  const flaw = findFlaw(input);
  if (flaw !== null) return fail(flaw);
  const sizes = await measure(input);
  if (!sizes.ok) return sizes;
  const packing = new Packing(input, sizes.value);
  const written = await writeStaged({
    target: input.out,
    part: `${input.out}.part`,
    resume: false,
    signal: input.signal,
    content: () => packing.stream(),
  });
  return written.ok ? ok(packing.result()) : written;
}

/** Sizes of all documents, and of everything together. */
type Sizes = { readonly total: number; readonly of: ReadonlyMap<PackedDocument, number> };

class Packing {
  readonly #input: PackInput;
  readonly #sizes: Sizes;
  readonly #files: ListedFile[] = [];
  #list: { readonly manifest: BundleManifest; readonly bytes: Uint8Array } | undefined;
  #done = 0;
  #told = 0;

  constructor(input: PackInput, sizes: Sizes) {
    this.#input = input;
    this.#sizes = sizes;
  }

  stream(): AsyncGenerator<Uint8Array> {
    const { applications, roundFile, roundRecipients } = this.#input;
    return writeZip([
      { name: mediaTypeEntry, open: () => one(Buffer.from(mediaType)) },
      this.#encrypted(roundEntry, roundRecipients, () => one(this.#counted(roundFile))),
      ...applications.map((each) =>
        this.#encrypted(applicationEntryOf(each.id), each.recipients, () =>
          this.#application(each),
        ),
      ),
      { name: manifestEntry, open: () => one(this.#sealedList().bytes) },
      { name: signatureEntry, open: () => this.#signature() },
    ]);
  }

  result(): PackedBundle {
    const { manifest, bytes } = this.#sealedList();
    return { manifest, digest: createHash('sha256').update(bytes).digest('hex') };
  }

  /** An entry that is encrypted, hashed as it leaves, and listed. */
  #encrypted(
    path: string,
    recipients: readonly string[],
    plain: () => AsyncIterable<Uint8Array>,
  ): ZipContent {
    const record = async function* (files: ListedFile[]) {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of encryptAge(plain(), recipients)) {
        hash.update(piece);
        size += piece.length;
        yield piece;
      }
      files.push({ path, size, sha256: hash.digest('hex') });
    };
    return { name: path, open: () => record(this.#files) };
  }

  /** The inner ZIP. Its list comes last, since it tells what was really read. */
  #application(application: PackedApplication): AsyncGenerator<Uint8Array> {
    const documents: DocumentEntry[] = [];
    const list = (): Uint8Array =>
      encodeList({
        format: 'haizhi.documents',
        version: bundleVersion,
        bundle: this.#input.bundle,
        application: application.id,
        documents,
      });
    return writeZip([
      { name: applicationEntry, open: () => one(this.#counted(application.application)) },
      ...application.documents.map((document, index) => ({
        name: documentEntryOf(index + 1),
        open: () => this.#document(application, document, documents),
      })),
      { name: manifestEntry, open: () => one(list()) },
    ]);
  }

  async *#document(
    application: PackedApplication,
    document: PackedDocument,
    read: DocumentEntry[],
  ): AsyncGenerator<Uint8Array> {
    const { id, name } = document;
    const path = documentEntryOf(read.length + 1);
    const entry = joined(applicationEntryOf(application.id), path);
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of readDocument(document, entry)) {
      stopIfCancelled(this.#input.signal);
      hash.update(piece);
      size += piece.length;
      yield this.#counted(piece);
    }
    // Somebody is still writing it: what would be packed is neither the old nor the new document.
    if (size !== this.#sizes.of.get(document)) throw new Interruption({ kind: 'altered', entry });
    read.push({ id, path, name, size, sha256: hash.digest('hex') });
  }

  #sealedList(): { readonly manifest: BundleManifest; readonly bytes: Uint8Array } {
    const { bundle, round, sequence, created } = this.#input;
    const manifest: BundleManifest = {
      format: bundleFormat,
      version: bundleVersion,
      bundle,
      round,
      sequence,
      created: `${created.toISOString().slice(0, 19)}Z`,
      files: this.#files,
    };
    this.#list ??= { manifest, bytes: encodeList(manifest) };
    return this.#list;
  }

  async *#signature(): AsyncGenerator<Uint8Array> {
    const { signer, created } = this.#input;
    yield await signCms(this.#sealedList().bytes, signer, created);
  }

  #counted(bytes: Uint8Array): Uint8Array {
    this.#done += bytes.length;
    const { total } = this.#sizes;
    if (this.#done - this.#told >= 1024 * 1024 || this.#done === total) {
      this.#told = this.#done;
      this.#input.onProgress?.({ done: this.#done, total });
    }
    return bytes;
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function measure(input: PackInput): Promise<Result<Sizes, BundleFailure>> {
  const sizes = new Map<PackedDocument, number>();
  let total = input.roundFile.length;
  for (const application of input.applications) {
    total += application.application.length;
    for (const [index, document] of application.documents.entries()) {
      const entry = joined(applicationEntryOf(application.id), documentEntryOf(index + 1));
      const size = await measureDocument(document, entry);
      if (!size.ok) return size;
      sizes.set(document, size.value);
      total += size.value;
    }
  }
  return ok({ total, of: sizes });
}
