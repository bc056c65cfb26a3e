import { ExtendedKeyUsageExtension } from '@peculiar/x509';

/**
 * Our own identifiers lie below 2.25, the arc that ITU-T X.667 gives to everybody who draws a UUID
 * (8be00714-a56c-4a3e-87ff-c1008a3d83f5, docs/decisions): nobody has to be asked and nobody else has it.
 */
const ours = '2.25.185925909523041524787057676794791298037';

/** What a leaf certificate of the center is for: signing bundles, or signing workbooks as an expert or as the chair. */
export type CertificateRole = 'bundle' | 'expert' | 'chair';

/** Extended key usage of each role. */
export const roleUsage: Readonly<Record<CertificateRole, string>> = {
  bundle: `${ours}.1`,
  expert: `${ours}.2`,
  chair: `${ours}.3`,
};

/** Extension of an enrolment request that holds the expert's profile: one UTF8String of JSON. */
export const profileExtension = `${ours}.4`;

/** RFC 5280, 4.2.1.12. LibreOffice calls a certificate without it invalid, `openssl cms -verify` too. */
export const emailProtection = '1.3.6.1.5.5.7.3.4';
/** RFC 9336, general document signing. */
export const documentSigning = '1.3.6.1.5.5.7.3.36';
/** RFC 5280, 4.2.1.12: a certificate for everything, which ours never are. */
export const anyUsage = '2.5.29.37.0';

/**
 * The identifier as the certificate library spells it after reading: arcs above 64 bits come back in hexadecimal,
 * so only two spellings by the library can be compared.
 */
export function asRead(identifier: string): string {
  const written = new ExtendedKeyUsageExtension([identifier]).rawData;
  return new ExtendedKeyUsageExtension(written).usages[0] as string;
}
