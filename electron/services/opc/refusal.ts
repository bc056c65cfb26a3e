import type { ZipReason } from '../zip/strict-package.ts';

/** XML that is not in the small strict subset every part must keep to. */
export type XmlReason =
  | 'xml-syntax'
  | 'xml-doctype'
  | 'xml-instruction'
  | 'xml-comment'
  | 'xml-cdata'
  | 'xml-encoding'
  | 'xml-namespace'
  | 'xml-limit';

/** The package's own bookkeeping is wrong or says more than one thing (ECMA-376-2, 6 and 7). */
type PackageReason =
  | 'folder-entry'
  | 'content-types'
  | 'relationships'
  | 'relationship-target'
  | 'root-part'
  | 'part-unreachable';

/** Content that a workbook of ours never holds, whoever signed it. */
export type ContentReason =
  | 'macro'
  | 'embedded-object'
  | 'data-connection'
  | 'external-link'
  | 'dde'
  | 'formula'
  | 'defined-name'
  | 'hidden-sheet'
  | 'content-type-refused'
  | 'relationship-refused'
  | 'markup-refused';

/** The signature itself: its parts, structure, algorithms, references, certificate, time and value. */
type SignatureReason =
  | 'signature-stripped'
  | 'signature-parts'
  | 'second-signature'
  | 'signature-structure'
  | 'duplicate-id'
  | 'second-signed-info'
  | 'second-manifest'
  | 'algorithm-refused'
  | 'transform-refused'
  | 'reference-missing'
  | 'reference-refused'
  | 'reference-twice'
  | 'object-unsigned'
  | 'object-altered'
  | 'key-info'
  | 'second-certificate'
  | 'certificate-unreadable'
  | 'certificate-binding'
  | 'key-refused'
  | 'time-unsigned'
  | 'time-malformed'
  | 'time-future'
  | 'signature-value';

/** The signed list of parts against the parts that are there: full coverage or nothing. */
type CoverageReason =
  | 'part-altered'
  | 'part-added'
  | 'part-missing'
  | 'part-twice'
  | 'content-type-altered'
  | 'relationship-altered'
  | 'relationship-added'
  | 'relationship-missing'
  | 'manifest-altered';

/** Why a package is not what its signer signed. */
export type InvalidReason =
  | ZipReason
  | XmlReason
  | PackageReason
  | ContentReason
  | SignatureReason
  | CoverageReason;

/**
 * A refusal on its way out of the reader. Inside this folder it travels as an exception, since it can arise at any
 * depth of a parse; verifyPackage is the one place that catches it and turns it into a verdict.
 */
export class Refusal extends Error {
  readonly reason: InvalidReason;
  readonly part: string;
  readonly detail: string;
  constructor(reason: InvalidReason, part: string, detail: string) {
    super(`${reason}: ${part}: ${detail}`);
    this.reason = reason;
    this.part = part;
    this.detail = printable(detail);
  }
}

/** Ends the judgement. `part` is a part name without leading slash, `detail` a technical note for the log. */
export function refuse(reason: InvalidReason, part: string, detail: string): never {
  throw new Refusal(reason, part, detail);
}

/** Details quote the file under judgement, so they are cut and freed of control and bidi characters. */
function printable(detail: string): string {
  return detail.slice(0, 200).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}
