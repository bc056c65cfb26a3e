import { mkdirSync, writeFileSync } from 'node:fs';
import { readSecretText } from '../../../electron/services/age/secret-key.ts';
import { homeIn } from '../../../electron/services/home.ts';
import { createVault } from '../../../electron/services/identity/vault.ts';
import { must } from '../../../shared/result.ts';
import { makeCheap } from '../../support/cheap-identity.ts';
import { profileKey } from '../../support/profile-key.ts';
import { exampleMember } from '../../unit/shared/domain/example-round.ts';
import { type Cast, forge, type ManifestValue } from './forge.ts';

/** Makes the profile of whoever reads the bundles of the cast, to be unlocked with `passphrase`. */
export async function makeReaderProfile(
  folder: string,
  { reader, person }: Cast,
  passphrase: string,
): Promise<void> {
  const { identity, profile, request } = homeIn(folder);
  mkdirSync(folder);
  writeFileSync(profile, JSON.stringify(exampleMember(2).profile));
  writeFileSync(request, person.request);
  const signingKeyPkcs8 = person.keys.privateKey;
  const agePrivate = readSecretText(Buffer.from(reader.identity)) ?? new Uint8Array(0);
  const keys = { agePrivate, signingKeyPkcs8, profileKey };
  must(await createVault(identity, passphrase, keys));
  await makeCheap(identity, passphrase);
}

/** An honest bundle that is newer than all the forged ones. */
export function honestBundle(cast: Cast): Promise<Buffer> {
  return forge(cast, { manifest: (value: ManifestValue) => ({ ...value, sequence: 2 }) });
}
