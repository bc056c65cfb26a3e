import type { FileHandle } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { AgeSecret } from '../age/header.ts';
import { openAge } from '../age/reader.ts';
import type { RandomAccess } from '../disk/random-access.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { type ApplicationReader, openApplication } from './application-reader.ts';
import { BlockLists } from './block-lists.ts';
import { type BundleFailure, inEntry } from './bundle-failure.ts';
import {
  type BundleSummary,
  checkCenter,
  openFile,
  readContainer,
  type SignedContainer,
} from './inspect.ts';
import { applicationEntryOf, isPlainId, roundEntry } from './layout.ts';
import { SealedEntries } from './sealed-entries.ts';

/** Which bundle is opened, and as whom. */
type OpenInput = {
  readonly path: string;
  /** age secret keys; none of them leaves this process. */
  readonly identities: readonly AgeSecret[];
  /** Fingerprint of the pinned center. */
  readonly authority: string;
  /**
   * With the owner's `profileKey`: a copy that importBundle made, of which the blocks are checked as they are read; an entry
   * whose list of them is lost is hashed as a whole once. 'outside': any other file, of which each entry is hashed as a
   * whole before it opens. 'unhashed': what whoever opens it has just written, nothing of it is hashed.
   */
  readonly origin: { readonly profileKey: Uint8Array } | 'outside' | 'unhashed';
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
  container: SignedContainer,
  handle: FileHandle,
  { path, origin, identities }: OpenInput,
): BundleReader {
  const { zip, summary } = container;
  const { bundle, files } = summary.manifest;
  const opened = new Set<() => void>();
  const isLibrary = typeof origin === 'object';
  const lists = isLibrary ? new BlockLists(path, origin.profileKey, files) : null;
  const entries = new SealedEntries(container, handle, lists);
  const open = async (entry: string) =>
    origin === 'unhashed' ? ok(zip.region(entry)) : entries.open(entry);
  return {
    summary,
    applications: files.flatMap((file) => /^a\/(.+)\.age$/.exec(file.path)?.[1] ?? []),
    round: async () => {
      const sealed = await open(roundEntry);
      return sealed.ok ? readRound(sealed.value, identities) : sealed;
    },
    application: async (application) => {
      const entry = applicationEntryOf(application);
      if (!isPlainId(application) || !zip.entries.has(entry)) {
        return fail({ kind: 'unknown-application', application });
      }
      const sealed = await open(entry);
      if (!sealed.ok) return sealed;
      const place = { bundle, application, sealed: sealed.value };
      const reader = await openApplication({ ...place, identities });
      if (!reader.ok) return reader;
      const close = () => {
        reader.value.close();
        opened.delete(close);
      };
      opened.add(close);
      return ok({ ...reader.value, close });
    },
    close: async () => {
      for (const close of opened) close();
      entries.close();
      await handle.close();
    },
  };
}

async function readRound(
  sealed: RandomAccess,
  identities: readonly AgeSecret[],
): Promise<Result<Uint8Array, BundleFailure>> {
  const plain = await openAge(sealed, { identities });
  if (!plain.ok) return fail(inEntry(plain.failure, roundEntry));
  const bytes = await plain.value.read(0, plain.value.size);
  plain.value.close();
  if (!bytes.ok) return fail(inEntry(bytes.failure, roundEntry));
  const json = readStrictJson(bytes.value);
  return json.ok ? bytes : fail({ ...json.failure, entry: roundEntry });
}
