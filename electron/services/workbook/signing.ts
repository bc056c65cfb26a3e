import type { WorkbookPayload } from '../../../shared/workbook.ts';
import { signPackage } from '../opc/sign.ts';
import { signWith } from '../pki/signing-key.ts';
import { canonicalText, normalized } from './payload.ts';
import { verifyWorkbook } from './verification.ts';
import { buildWorkbook } from './write.ts';

/** What is signed, and with what. */
export interface SigningInput {
  readonly payload: WorkbookPayload;
  /** The signer's certificate and RSA key (PKCS#8), and the center's certificate; all DER. */
  readonly certificate: Uint8Array;
  readonly privateKey: Uint8Array;
  readonly authority: Uint8Array;
}

/**
 * Builds and signs a workbook, then judges its own output as any importer would and reads the payload back. Heavy: see
 * `compute-tasks.ts`. The signature's claimed time is the payload's `signedAt`.
 * @throws when the own output is not valid: nobody is told that something was signed that others would refuse.
 */
export async function signWorkbook(input: SigningInput): Promise<Uint8Array> {
  const { payload, certificate, privateKey, authority } = input;
  const unsigned = await buildWorkbook(payload);
  const time = new Date(payload.signedAt);
  const bytes = await signPackage(unsigned, { certificate, sign: signWith(privateKey) }, { time });
  const own = await verifyWorkbook({ bytes, authority, now: time });
  if (own.payload === null) {
    throw new Error(`own workbook is ${own.verdict}: ${own.reason} ${own.part} ${own.detail}`);
  }
  if (canonicalText(own.payload) !== canonicalText(normalized(payload))) {
    throw new Error('own workbook does not read back as it was written');
  }
  return bytes;
}
