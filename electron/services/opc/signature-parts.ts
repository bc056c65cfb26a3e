import { contains } from './bytes.ts';
import { contentTypeOf } from './content-types.ts';
import { CONTENT_TYPE, RELATION, SIGNATURE_PART } from './identifiers.ts';
import type { OpcPackage } from './package-model.ts';
import { refuse } from './refusal.ts';
import { resolveTarget } from './relationships.ts';

/** True if nothing in the package speaks of a signature: neither parts, nor types, nor relationships. */
export function isUnsigned(parts: ReadonlyMap<string, Uint8Array>): boolean {
  const folder = SIGNATURE_PART.folder.toLowerCase();
  if ([...parts.keys()].some((name) => name.toLowerCase().startsWith(folder))) return false;
  const places = [SIGNATURE_PART.contentTypes, SIGNATURE_PART.rootRelationships];
  return !places.some((name) => contains(parts.get(name), 'digital-signature'));
}

/**
 * The bytes of the one signature part, found by relationships as a reader finds it, in the places where ours lie. A
 * chain that leads nowhere means that a signature was taken away; a second chain, origin or signature is refused.
 */
export function locateSignature(pkg: OpcPackage): Uint8Array {
  const root = pkg.relationships.get(SIGNATURE_PART.rootRelationships) ?? [];
  const origins = root.filter(({ type }) => type === RELATION.signatureOrigin);
  const toSignatures = pkg.relationships.get(SIGNATURE_PART.originRelationships) ?? [];
  const signatures = toSignatures.filter(({ type }) => type === RELATION.signature);
  if (origins.length > 1 || signatures.length > 1) {
    refuse('second-signature', SIGNATURE_PART.originRelationships, 'several signatures');
  }
  const [origin] = origins;
  const [signature] = signatures;
  const bytes = pkg.parts.get(SIGNATURE_PART.signature);
  if (!origin || !signature || !bytes) {
    return refuse('signature-stripped', SIGNATURE_PART.signature, 'no chain to a signature');
  }
  const inPlace =
    !origin.external &&
    !signature.external &&
    resolveTarget('', origin) === SIGNATURE_PART.origin &&
    resolveTarget(SIGNATURE_PART.origin, signature) === SIGNATURE_PART.signature;
  if (!inPlace) refuse('signature-parts', SIGNATURE_PART.originRelationships, 'another place');
  checkSignatureParts(pkg, toSignatures.length);
  return bytes;
}

function checkSignatureParts(pkg: OpcPackage, relationships: number): void {
  const places: ReadonlySet<string> = new Set(Object.values(SIGNATURE_PART));
  for (const part of pkg.parts.keys()) {
    const type = contentTypeOf(pkg.types, part);
    const signature = type === CONTENT_TYPE.signature || type === CONTENT_TYPE.signatureOrigin;
    const inside = part.toLowerCase().startsWith(SIGNATURE_PART.folder);
    if ((signature || inside) && !places.has(part)) {
      refuse(
        type === CONTENT_TYPE.signature ? 'second-signature' : 'signature-parts',
        part,
        'extra',
      );
    }
  }
  if (relationships !== 1) {
    refuse('signature-parts', SIGNATURE_PART.originRelationships, 'extra relationship');
  }
  const origin = pkg.parts.get(SIGNATURE_PART.origin);
  if (origin?.length !== 0)
    refuse('signature-parts', SIGNATURE_PART.origin, 'missing or not empty');
  const typed =
    contentTypeOf(pkg.types, SIGNATURE_PART.origin) === CONTENT_TYPE.signatureOrigin &&
    contentTypeOf(pkg.types, SIGNATURE_PART.signature) === CONTENT_TYPE.signature;
  if (!typed)
    refuse('signature-parts', SIGNATURE_PART.contentTypes, 'types of the signature parts');
}
