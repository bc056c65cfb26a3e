import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** An age key pair: the identity (`AGE-SECRET-KEY-1…`) decrypts what is encrypted to the recipient (`age1…`). */
export type AgeIdentity = { readonly identity: string; readonly recipient: string };

/** A fresh X25519 identity from the system's random source. */
export async function createAgeIdentity(): Promise<AgeIdentity> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Whether a text is an X25519 recipient in canonical form: lower case, checksum right, 32 bytes. */
export function isRecipient(text: string): boolean {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
