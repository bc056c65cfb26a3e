import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';
import { digestOf } from '../../../electron/services/opc/bytes.ts';
import { type ManifestEntry, manifestOf } from '../../../electron/services/opc/manifest.ts';
import { readPackage } from '../../../electron/services/opc/package-model.ts';
import type { PackageSigner } from '../../../electron/services/opc/sign.ts';
import {
  type SignatureContent,
  type SignaturePieces,
  signatureDocument,
  signaturePieces,
} from '../../../electron/services/opc/signature-template.ts';
import type { SignerCertificate } from '../../../electron/services/opc/signer-certificate.ts';
import { type Parts, packed, partsOf, SIGNATURE } from './repack.ts';

/** Where an insider with a working key departs from what our signer does. Each hook edits canonical text or data. */
export interface Forgery {
  readonly parts?: (parts: Parts) => void;
  readonly manifest?: (entries: readonly ManifestEntry[]) => readonly ManifestEntry[];
  readonly time?: string;
  readonly certificate?: (certificate: SignerCertificate) => SignerCertificate;
  readonly packageObject?: (text: string) => string;
  readonly officeObject?: (text: string) => string;
  readonly signedProperties?: (text: string) => string;
  readonly signedInfo?: (text: string) => string;
  readonly value?: (value: Uint8Array) => Uint8Array;
  readonly document?: (text: string) => string;
}

const same = (text: string): string => text;

/** Signs a doctored package without any of our signer's rules: every digest and the value are right for what is there. */
export async function forge(
  base: Uint8Array,
  signer: PackageSigner,
  forgery: Forgery,
): Promise<Uint8Array> {
  const parts = partsOf(base);
  parts.set(SIGNATURE, Buffer.from('<Signature/>'));
  forgery.parts?.(parts);
  const content = contentOf(parts, signer, forgery);
  const honest = signaturePieces(content);
  const objects = {
    packageObject: changed(honest.packageObject, forgery.packageObject),
    officeObject: changed(honest.officeObject, forgery.officeObject),
    signedProperties: changed(honest.signedProperties, forgery.signedProperties),
  };
  const signedInfo = changed(withDigests(honest, objects), forgery.signedInfo);
  const value = await signer.sign(Buffer.from(signedInfo));
  const final = forgery.value?.(value) ?? value;
  const document = signatureDocument(content, { ...objects, signedInfo }, final);
  const text = changed(Buffer.from(document).toString('utf8'), forgery.document);
  parts.set(SIGNATURE, Buffer.from(text));
  return packed(parts);
}

function contentOf(parts: Parts, signer: PackageSigner, forgery: Forgery): SignatureContent {
  const manifest = manifestOf(readPackage(parts));
  const certificate = namedBy(signer.certificate);
  return {
    manifest: forgery.manifest?.(manifest) ?? manifest,
    time: forgery.time ?? '2026-11-23T08:00:00Z',
    comment: '',
    certificate: forgery.certificate?.(certificate) ?? certificate,
  };
}

/** The certificate as our signer would name it, without the product's own demands on it. */
function namedBy(der: Uint8Array): SignerCertificate {
  const certificate = new X509Certificate(new Uint8Array(der));
  return {
    der,
    issuer: certificate.issuer,
    serial: BigInt(`0x${certificate.serialNumber}`).toString(),
    algorithm: certificate.publicKey.algorithm.name === 'ECDSA' ? 'ecdsa' : 'rsa',
    publicKey: new Uint8Array(certificate.publicKey.rawData),
  };
}

/** Runs a hook and insists that it did something. */
function changed(text: string, hook: ((text: string) => string) | undefined): string {
  const result = (hook ?? same)(text);
  if (hook && result === text) throw new Error('the hook of this case changes nothing');
  return result;
}

type Objects = Omit<SignaturePieces, 'signedInfo'>;

function withDigests(honest: SignaturePieces, objects: Objects): string {
  const names = ['packageObject', 'officeObject', 'signedProperties'] as const;
  return names.reduce(
    (info, name) => info.replace(digestOf(honest[name]), digestOf(objects[name])),
    honest.signedInfo,
  );
}
