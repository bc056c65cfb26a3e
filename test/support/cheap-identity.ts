import { readFileSync, writeFileSync } from 'node:fs';
import { Decrypter, Encrypter } from 'age-encryption';

/**
 * Seals an identity file anew under the same passphrase at the lowest work factor of scrypt that age knows, as
 * any age program may: tests that unlock it a thousand times spend their time elsewhere.
 */
export async function makeCheap(identity: string, passphrase: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const keys = await decrypter.decrypt(readFileSync(identity));
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(1);
  writeFileSync(identity, await encrypter.encrypt(keys));
}
