import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { openAge } from '../age/reader.ts';
import { filePieces } from '../disk/file-pieces.ts';
import { type RandomAccess, systemCode } from '../disk/random-access.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { type ApplicationReader, openApplication } from './application-reader.ts';
import { type BundleFailure, inEntry } from './bundle-failure.ts';
import {
  type BundleSummary,
  checkCenter,
  openFile,
  readContainer,
  type SignedContainer,
} from './inspect.ts';
import { applicationEntryOf, isPlainId, roundEntry } from './layout.ts';

/** Which bundle is opened, and as whom. */
export type OpenInput = {
  readonly path: string;
  /** age secret keys; none of them leaves this process. */
  readonly identities: readonly string[];
  /** Fingerprint of the pinned center. */
  readonly authority: string;
  /**
   * 'library': a copy that importBundle made, whose hashes it has checked. 'outside': any other file, of which each
   * application is hashed as a whole before it opens.
   */
  readonly origin: 'library' | 'outside';
};

/** An open bundle. Its file stays open until `close`. */
export type BundleReader = {
  readonly summary: BundleSummary;
  /** Ids of all applications in the file, in its order, those of others included. */
  readonly applications: readonly string[];
  /** `round.json`: strict JSON, its shape not checked here. */
  readonly round: () => Promise<Result<Uint8Array, BundleFailure>>;
  /** Opens one application; 'not-a-recipient' where this person was recused. */
  readonly application: (id: string) => Promise<Result<ApplicationReader, BundleFailure>>;
  /** Closes the file and every application opened from it; keys are forgotten. */
  readonly close: () => Promise<void>;
};

/** Opens a bundle: container, signature, role and center first, then by key. Takes the same time whatever its size. */
export async function openBundle(input: OpenInput): Promise<Result<BundleReader, BundleFailure>> {
  const file = await openFile(input.path);
  if (!file.ok) return file;
  const container = await readTrusted(file.value.access, input.authority);
  if (container.ok) return ok(readerOf(container.value, file.value.handle, input));
  await file.value.handle.close();
  return container;
}

async function readTrusted(
  access: RandomAccess,
  authority: string,
): Promise<Result<SignedContainer, BundleFailure>> {
  const container = await readContainer(access);
  if (!container.ok) return container;
  const center = checkCenter(container.value.summary, authority);
  return center.ok ? container : center;
}

function readerOf(
  { zip, summary }: SignedContainer,
  handle: FileHandle,
  input: OpenInput,
): BundleReader {
  const { identities, origin } = input;
  const { bundle, files } = summary.manifest;
  const hashes = new Map(files.map((file) => [file.path, file.sha256]));
  const opened = new Set<ApplicationReader>();
  const intact = async (entry: string): Promise<Result<void, BundleFailure>> => {
    const { start = 0, size = 0 } = zip.entries.get(entry) ?? {};
    const sha256 = await hashOf(filePieces(handle, start, start + size), entry);
    if (!sha256.ok) return sha256;
    return sha256.value === hashes.get(entry) ? ok() : fail({ kind: 'altered', entry });
  };
  return {
    summary,
    applications: files.flatMap((file) => /^a\/(.+)\.age$/.exec(file.path)?.[1] ?? []),
    round: async () => {
      const checked = await intact(roundEntry);
      return checked.ok ? readRound(zip.region(roundEntry), identities) : checked;
    },
    application: async (application) => {
      const entry = applicationEntryOf(application);
      if (!isPlainId(application) || !zip.entries.has(entry)) {
        return fail({ kind: 'unknown-application', application });
      }
      const checked = origin === 'outside' ? await intact(entry) : ok();
      if (!checked.ok) return checked;
      const sealed = zip.region(entry);
      const reader = await openApplication({ bundle, application, sealed, identities });
      if (reader.ok) opened.add(reader.value);
      return reader;
    },
    close: async () => {
      for (const reader of opened) reader.close();
      opened.clear();
      await handle.close();
    },
  };
}

async function readRound(
  sealed: RandomAccess,
  identities: readonly string[],
): Promise<Result<Uint8Array, BundleFailure>> {
  const plain = await openAge(sealed, { identities });
  if (!plain.ok) return fail(inEntry(plain.failure, roundEntry));
  const bytes = await plain.value.read(0, plain.value.size);
  plain.value.close();
  if (!bytes.ok) return fail(inEntry(bytes.failure, roundEntry));
  const json = readStrictJson(bytes.value);
  return json.ok ? bytes : fail({ ...json.failure, entry: roundEntry });
}

async function hashOf(
  pieces: AsyncIterable<Uint8Array>,
  entry: string,
): Promise<Result<string, BundleFailure>> {
  const hash = createHash('sha256');
  try {
    for await (const piece of pieces) hash.update(piece);
    return ok(hash.digest('hex'));
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return fail({ kind: 'cannot-read', code, entry });
  }
}
