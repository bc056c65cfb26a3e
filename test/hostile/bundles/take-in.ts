import path from 'node:path';
import type { BundleFailure } from '../../../electron/services/bundle/bundle-failure.ts';
import { importBundle } from '../../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../../electron/services/bundle/inspect.ts';
import { type BundleReader, openBundle } from '../../../electron/services/bundle/open.ts';
import { profileKey } from '../../support/profile-key.ts';
import { documentBytes } from './forge.ts';
import type { Step } from './hostile-case.ts';

/** A bundle, the folder it is taken into, the center that is trusted, and the age key of whoever opens it. */
type Taking = {
  readonly file: string;
  readonly staging: string;
  readonly authority: string;
  readonly identity: string;
};

/** Takes a bundle the whole way of a user and tells where it was stopped, and how. */
export async function takeIn({ file, staging, authority, identity }: Taking): Promise<string> {
  const summary = await inspectBundle(file);
  if (!summary.ok) return told('inspect', summary.failure);
  const target = path.join(staging, 'round.hzb');
  const { digest } = summary.value;
  const copied = await importBundle({ source: file, target, authority, digest, profileKey });
  if (!copied.ok) return told('import', copied.failure);
  const identities = [identity];
  const bundle = await openBundle({ path: target, identities, authority, origin: { profileKey } });
  if (!bundle.ok) return told('open', bundle.failure);
  try {
    return await readAll(bundle.value);
  } finally {
    await bundle.value.close();
  }
}

async function readAll(bundle: BundleReader): Promise<string> {
  const round = await bundle.round();
  if (!round.ok) return told('round', round.failure);
  const application = await bundle.application('w-01');
  if (!application.ok) return told('application', application.failure);
  const document = await application.value.document('form');
  if (!document.ok) return told('document', document.failure);
  return documentBytes.equals(document.value) ? 'done' : 'done with other content';
}

function told(step: Step, failure: BundleFailure): string {
  const words: string[] = [step, failure.kind];
  if ('flaw' in failure) words.push(failure.flaw);
  if (failure.kind === 'json') words.push(failure.path);
  if ('entry' in failure && failure.entry !== '') words.push(failure.entry);
  return words.join(' ');
}
