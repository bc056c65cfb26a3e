import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import type { RosterEntry } from '../../../shared/enrolment.ts';
import { fromPem } from '../pki/pem.ts';
import { privateKeyOf } from '../pki/signing-key.ts';

/** The certificate of a roster entry, DER; empty where the PEM is none. */
export function rosterCertificate(entry: RosterEntry): Uint8Array {
  return fromPem('CERTIFICATE', entry.certificate) ?? new Uint8Array(0);
}

/** The public key (SubjectPublicKeyInfo, DER) that a roster entry certifies; empty where there is no readable certificate. */
export function rosterKey(entry: RosterEntry): Uint8Array {
  try {
    const { publicKey } = new X509Certificate(rosterCertificate(entry));
    return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  } catch {
    return new Uint8Array(0);
  }
}

/** The public half (SubjectPublicKeyInfo, DER) of a PKCS#8 key that comes from a vault. */
export function publicKeyOf(pkcs8: Uint8Array): Uint8Array {
  return new Uint8Array(
    createPublicKey(privateKeyOf(pkcs8)).export({ type: 'spki', format: 'der' }),
  );
}

/** SHA-256 of a signing key (SubjectPublicKeyInfo): what both sides read out over the telephone. */
export function keyFingerprint(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}
