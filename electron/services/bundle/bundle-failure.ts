import type { AgeFailure } from '../age/header.ts';
import type { ReadFailure } from '../disk/random-access.ts';
import type { JsonFlaw } from '../json/strict-json.ts';
import type { CmsFailure } from '../pki/cms.ts';
import type { ZipFailure, ZipFlaw } from '../zip/zip-failure.ts';

type AgeFlaw = Extract<AgeFailure, { kind: 'age' }>['flaw'];

/**
 * Everything that can go wrong with a bundle. `entry` is the entry in the outer ZIP, or `a/ID.age!f/000001` for one inside
 * an application; '' is the file itself.
 */
export type BundleFailure =
  /** The disk or stick said no: the system's code (ENOENT, EIO, ENOSPC, EROFS…) and which file. */
  | { readonly kind: 'cannot-read'; readonly code: string; readonly entry: string }
  | { readonly kind: 'cannot-write'; readonly code: string }
  /** Asked to stop; nothing is left behind. */
  | { readonly kind: 'cancelled' }
  /** The container is not as ours are. */
  | { readonly kind: 'zip'; readonly flaw: ZipFlaw; readonly entry: string }
  | { readonly kind: 'not-a-bundle' }
  | { readonly kind: 'missing-entry'; readonly entry: string }
  | { readonly kind: 'unlisted-entry'; readonly entry: string }
  /** Size or SHA-256 differ from the signed list. */
  | { readonly kind: 'altered'; readonly entry: string }
  /** Belongs to another bundle or application. */
  | { readonly kind: 'foreign'; readonly entry: string }
  /** The list's signature, or the certificate it was made with, is refused. */
  | CmsFailure
  | { readonly kind: 'unsigned' }
  /** Signed under another center than the one that is trusted. */
  | {
      readonly kind: 'other-center';
      readonly name: string;
      readonly fingerprint: string;
      readonly expected: string;
    }
  /** Not the bundle that was looked at before: it was exchanged meanwhile. */
  | { readonly kind: 'exchanged' }
  /** Sound, but not encrypted for any of these identities: recused, or another person's. */
  | { readonly kind: 'not-a-recipient'; readonly entry: string }
  | { readonly kind: 'age'; readonly flaw: AgeFlaw; readonly entry: string }
  /** JSON that is not strict, or not of the form: `path` is a JSON Pointer. */
  | {
      readonly kind: 'json';
      readonly flaw: JsonFlaw | 'form';
      readonly path: string;
      readonly entry: string;
    }
  /** Made by a newer version of this product. */
  | { readonly kind: 'newer-version'; readonly version: number; readonly entry: string }
  /** What was asked for does not exist in this bundle. */
  | { readonly kind: 'unknown-application'; readonly application: string }
  | { readonly kind: 'unknown-document'; readonly document: string }
  /** What was to be packed cannot be: an id twice or not plain, a recipient that is none or too many of them, a file too large. */
  | {
      readonly kind: 'cannot-pack';
      readonly flaw: 'id' | 'name' | 'recipients' | 'too-many' | 'too-large';
      readonly entry: string;
    };

/** Places a failure of ZIP, age or reading in the entry where it happened. */
export function inEntry(
  failure: ZipFailure | AgeFailure | ReadFailure,
  entry: string,
): BundleFailure {
  switch (failure.kind) {
    case 'zip':
      return { ...failure, entry: joined(entry, failure.entry) };
    case 'no-match':
      return { kind: 'not-a-recipient', entry };
    case 'age':
      return { ...failure, entry };
    case 'cannot-read':
      return { ...failure, entry };
    case 'cut-short':
    case 'not-authentic':
      return { kind: 'altered', entry };
  }
}

/** Name of an entry inside another one's ZIP. */
export function joined(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner;
  return `${outer}!${inner}`;
}

/**
 * Carries a failure out of a stream, whose only way to refuse is to throw. Caught where the stream was started and turned
 * into a Result again.
 */
export class Interruption extends Error {
  readonly failure: BundleFailure;

  constructor(failure: BundleFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
