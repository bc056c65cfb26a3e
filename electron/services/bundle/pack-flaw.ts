import { mostStanzas } from '../age/header.ts';
import { isRecipient } from '../age/recipient.ts';
import type { BundleFailure } from './bundle-failure.ts';
import {
  applicationEntryOf,
  isPlainId,
  largest,
  mostApplications,
  mostDocuments,
  roundEntry,
} from './layout.ts';
import { isDocumentName } from './manifest.ts';
import type { PackedApplication, PackInput } from './pack.ts';

/** Why this can be no bundle, before anything is read or written; null where it can. */
export function findFlaw(input: PackInput): BundleFailure | null {
  const flaw = (name: PackFlaw, entry: string) =>
    ({ kind: 'cannot-pack', flaw: name, entry }) as const;
  const { applications } = input;
  if (!isPlainId(input.bundle) || !isPlainId(input.round)) return flaw('id', '');
  if (applications.length > mostApplications) return flaw('too-many', '');
  if (!canEncryptTo(input.roundRecipients)) return flaw('recipients', roundEntry);
  if (input.roundFile.length > largest.json) return flaw('too-large', roundEntry);
  if (hasTwice(applications.map((each) => each.id.toLowerCase()))) return flaw('id', '');
  for (const each of applications) {
    const found = findApplicationFlaw(each);
    if (found !== null) return flaw(found, applicationEntryOf(each.id));
  }
  return null;
}

type PackFlaw = Extract<BundleFailure, { kind: 'cannot-pack' }>['flaw'];

function findApplicationFlaw(application: PackedApplication): PackFlaw | null {
  const { documents } = application;
  if (!isPlainId(application.id) || !documents.every((each) => isPlainId(each.id))) return 'id';
  if (hasTwice(documents.map((each) => each.id))) return 'id';
  if (!documents.every((each) => isDocumentName(each.name))) return 'name';
  if (!canEncryptTo(application.recipients)) return 'recipients';
  if (application.application.length > largest.json) return 'too-large';
  return documents.length > mostDocuments ? 'too-many' : null;
}

function canEncryptTo(recipients: readonly string[]): boolean {
  const count = recipients.length;
  const fits = count >= 1 && count <= mostStanzas && !hasTwice(recipients);
  return fits && recipients.every(isRecipient);
}

function hasTwice(texts: readonly string[]): boolean {
  return new Set(texts).size !== texts.length;
}
