import { pledgeVersion } from '../../../shared/bundle.ts';
import type { Failure } from '../../../shared/failures.ts';
import type { ExpertEvent } from '../../../shared/schema.ts';
import type { TestDesk } from '../../support/desk-services.ts';
import { documentBytes } from './forge.ts';

/** How far a person comes with a bundle, and the failure that the app tells; `done`: the document is on the screen. */
export interface Seen {
  readonly step: 'open' | 'application' | 'document' | 'done';
  readonly failure: Failure | null;
}

const about = { round: 'r-1', application: 'w-01' };
const events: ExpertEvent[] = [
  { kind: 'pledge.signed', version: pledgeVersion },
  { kind: 'conflict.declared', application: 'w-01', declaration: { state: 'none' } },
];

/** Opens a bundle at a desk as a person does, declares, and reads its document, all through the contract. */
export async function takeAtDesk(
  { call, token }: TestDesk,
  bundle: string,
  trust: string,
): Promise<Seen> {
  const opened = await call('bundles.open', { file: await token(bundle), trust });
  if (!opened.ok) return { step: 'open', failure: opened.failure };
  // Refused where it was recorded before: then reading goes on from there.
  await call('review.record', { round: about.round, events });
  const application = await call('applications.read', about);
  if (!application.ok) return { step: 'application', failure: application.failure };
  const document = await call('documents.open', { ...about, document: 'form' });
  if (!document.ok) return { step: 'document', failure: document.failure };
  const { document: key, size } = document.value;
  const chunk = await call('documents.chunk', { document: key, offset: 0, length: size });
  if (!chunk.ok) return { step: 'document', failure: chunk.failure };
  const isHonest = documentBytes.equals(Buffer.from(chunk.value.data, 'base64'));
  if (!isHonest) throw new Error('another document is shown');
  return { step: 'done', failure: null };
}
