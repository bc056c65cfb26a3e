import type { IdentityKeys } from '../identity/identity-file.ts';
import type { SigningInput } from '../workbook/signing.ts';
import type { VerificationInput } from '../workbook/verification.ts';
import type { TaskContext } from './serve.ts';

/**
 * Everything heavy that runs in a worker, by name. Input and output are plain data (structured clone).
 * A task loads its code when first run: a worker that unlocks an identity needs no workbook library.
 * A long task reports with `context.progress` and stops when `context.signal` says so, leaving nothing behind.
 */
export const tasks = {
  'vault.generate': async (_input: Record<never, never>) => {
    const { generateKeys } = await import('../identity/identity-file.ts');
    return generateKeys();
  },
  'vault.seal': async (input: { readonly keys: IdentityKeys; readonly passphrase: string }) => {
    const { sealIdentity } = await import('../identity/identity-file.ts');
    const { agePrivate, signingKeyPkcs8, profileKey } = input.keys;
    try {
      return await sealIdentity(input.keys, input.passphrase);
    } finally {
      for (const key of [agePrivate, signingKeyPkcs8, profileKey]) key.fill(0);
    }
  },
  'vault.open': async (input: { readonly file: Uint8Array; readonly passphrase: string }) => {
    const { openIdentity } = await import('../identity/identity-file.ts');
    return openIdentity(input.file, input.passphrase);
  },
  'age.seal': async (input: { readonly secret: Uint8Array; readonly passphrase: string }) => {
    const { sealWithPassphrase } = await import('../age/passphrase.ts');
    return sealWithPassphrase(input.secret, input.passphrase);
  },
  'age.open': async (input: { readonly sealed: Uint8Array; readonly passphrase: string }) => {
    const { openWithPassphrase } = await import('../age/passphrase.ts');
    return openWithPassphrase(input.sealed, input.passphrase);
  },
  'workbook.sign': async (input: SigningInput) => {
    const { signWorkbook } = await import('../workbook/signing.ts');
    return signWorkbook(input).finally(() => input.privateKey.fill(0));
  },
  'workbook.verify': async (input: VerificationInput) => {
    const { verifyWorkbook } = await import('../workbook/verification.ts');
    return verifyWorkbook(input);
  },
} satisfies Readonly<Record<string, (input: never, context: TaskContext) => Promise<unknown>>>;

/** The tasks' names, inputs and outputs. */
export type Tasks = typeof tasks;
