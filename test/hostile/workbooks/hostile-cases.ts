import { additionCases } from './addition-cases.ts';
import { algorithmCases } from './algorithm-cases.ts';
import { archiveCases } from './archive-cases.ts';
import { contentCases } from './content-cases.ts';
import { harmlessCases } from './harmless-cases.ts';
import type { HostileCase } from './hostile-case.ts';
import { insiderCases } from './insider-cases.ts';
import { markupCases } from './markup-cases.ts';
import { signerCases } from './signer-cases.ts';
import { strippingCases } from './stripping-cases.ts';
import { wrappingCases } from './wrapping-cases.ts';

/** Every case by what it attacks; the last class must stay valid. */
export const HOSTILE_CASES: Readonly<Record<string, readonly HostileCase[]>> = {
  'edits of what is there': contentCases,
  'additions that digests do not see': additionCases,
  'signature taken away': strippingCases,
  'ZIP ambiguities and bombs': archiveCases,
  'XML tricks': markupCases,
  'wrapping and transplants': wrappingCases,
  'references and algorithms': algorithmCases,
  'certificates and times': signerCases,
  'insiders with a working key': insiderCases,
  'harmless repackaging': harmlessCases,
};
