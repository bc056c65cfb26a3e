import { must } from '../../../shared/result.ts';
import { readStrictPackage, type StrictEntry } from '../zip/strict-package.ts';
import { type PackageFile, writePackage } from '../zip/write-package.ts';
import { compareText } from './canonical.ts';
import { checkContent } from './content-policy.ts';
import { contentTypeOf, writeContentTypes } from './content-types.ts';
import { CONTENT_TYPE, RELATION, SIGNATURE_PART } from './identifiers.ts';
import { manifestOf } from './manifest.ts';
import { type OpcPackage, readPackage } from './package-model.ts';
import { isRelationshipsPart, type Relationship, writeRelationships } from './relationships.ts';
import { type SignatureContent, signatureDocument, signaturePieces } from './signature-template.ts';
import { readCertificate, verifiesValue } from './signer-certificate.ts';

/** Whoever holds the key: the leaf certificate (DER) and a signing operation over the bytes it is given. */
export interface PackageSigner {
  readonly certificate: Uint8Array;
  /** RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA P-256 with SHA-256 as raw r‖s, as the certificate's key says. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** `time` becomes the claimed signing time and every ZIP time stamp; `comment` is shown by office programs. */
interface SignOptions {
  readonly time: Date;
  readonly comment?: string;
}

/**
 * Signs a workbook package that our own exporter wrote and returns the signed package; the input is untouched. Folder
 * entries and document properties (author metadata) are dropped, bookkeeping parts rewritten. The same input, time,
 * comment and signature value give the same bytes. Throws on input that verifyPackage would refuse: our exports never
 * hold such content, so that is a bug, and nothing half-signed comes out.
 */
export async function signPackage(
  unsigned: Uint8Array,
  signer: PackageSigner,
  options: SignOptions,
): Promise<Uint8Array> {
  const source = must(readStrictPackage(unsigned)).entries;
  const pkg = prepared(source);
  checkContent(pkg);
  const content: SignatureContent = {
    manifest: manifestOf(pkg),
    time: `${options.time.toISOString().slice(0, 19)}Z`,
    comment: plainText(options.comment ?? ''),
    certificate: readCertificate(signer.certificate, SIGNATURE_PART.signature),
  };
  const pieces = signaturePieces(content);
  const toSign = Buffer.from(pieces.signedInfo);
  const value = await signer.sign(toSign);
  if (!(await verifiesValue(content.certificate, value, toSign))) {
    throw new Error('the signer did not sign with the key of its certificate');
  }
  const parts = new Map(pkg.parts);
  parts.set(SIGNATURE_PART.signature, signatureDocument(content, pieces, value));
  return writePackage(files(parts, source), options.time);
}

/** The package as it will be signed: with the places for the signature, before anything is digested. */
function prepared(source: ReadonlyMap<string, StrictEntry>): OpcPackage {
  const original = readPackage(new Map([...source].map(([name, { bytes }]) => [name, bytes])));
  const signed = [...source.keys()].some((name) => name.startsWith(SIGNATURE_PART.folder));
  if (signed) throw new Error('the package is already signed');
  const parts = new Map<string, Uint8Array>();
  for (const [name, bytes] of original.parts) {
    if (name === SIGNATURE_PART.contentTypes || /^docProps\//.test(name)) continue;
    const relationships = original.relationships.get(name);
    parts.set(name, relationships ? rewritten(name, relationships) : bytes);
  }
  parts.set(SIGNATURE_PART.origin, new Uint8Array(0));
  parts.set(SIGNATURE_PART.originRelationships, writeRelationships([TO_SIGNATURE]));
  // Stands for the signature while the content rules are checked: what is digested never includes it.
  parts.set(SIGNATURE_PART.signature, Buffer.from(`<Signature/>`));
  parts.set(SIGNATURE_PART.contentTypes, writeContentTypes(typesOf(parts, original)));
  return readPackage(parts);
}

const TO_SIGNATURE: Relationship = {
  id: 'rId1',
  type: RELATION.signature,
  target: 'sig1.xml',
  external: false,
};

const PROPERTIES: ReadonlySet<string> = new Set([
  RELATION.coreProperties,
  RELATION.extendedProperties,
]);

function rewritten(name: string, relationships: readonly Relationship[]): Uint8Array {
  if (name !== SIGNATURE_PART.rootRelationships) return writeRelationships(relationships);
  const kept = relationships.filter(({ type }) => !PROPERTIES.has(type));
  const used = new Set(kept.map(({ id }) => id));
  let number = 1;
  while (used.has(`rId${number}`)) number += 1;
  const origin = { type: RELATION.signatureOrigin, target: SIGNATURE_PART.origin, external: false };
  return writeRelationships([...kept, { ...origin, id: `rId${number}` }]);
}

function typesOf(
  parts: ReadonlyMap<string, Uint8Array>,
  original: OpcPackage,
): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const name of parts.keys()) types.set(name, typeOf(name, original));
  return types;
}

function typeOf(name: string, original: OpcPackage): string {
  if (isRelationshipsPart(name)) return CONTENT_TYPE.relationships;
  if (name === SIGNATURE_PART.origin) return CONTENT_TYPE.signatureOrigin;
  if (name === SIGNATURE_PART.signature) return CONTENT_TYPE.signature;
  const type = contentTypeOf(original.types, name);
  if (!type) throw new Error(`no content type for ${name}`);
  return type;
}

/** Types and root relationships first, as office programs write them; parts that did not change stay packed. */
function files(
  parts: ReadonlyMap<string, Uint8Array>,
  source: ReadonlyMap<string, StrictEntry>,
): readonly PackageFile[] {
  const first: readonly string[] = [SIGNATURE_PART.contentTypes, SIGNATURE_PART.rootRelationships];
  const rest = [...parts.keys()].filter((name) => !first.includes(name)).sort(compareText);
  return [...first, ...rest].map((name) => {
    const bytes = parts.get(name) ?? new Uint8Array(0);
    const entry = source.get(name);
    return entry?.bytes === bytes && entry.deflated ? entry : { name, bytes };
  });
}

/** XML 1.0 cannot hold these characters, so a comment with them would make a file that nobody can read. */
function plainText(comment: string): string {
  const clean = comment.isWellFormed() && !/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u.test(comment);
  if (!clean || comment.length > 2000) throw new Error('the comment cannot be written');
  return comment;
}
