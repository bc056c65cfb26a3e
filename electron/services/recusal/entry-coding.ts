import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ApplicationId } from '../../../shared/domain/application.ts';
import type { ReviewEvent } from '../../../shared/domain/review.ts';
import type { InsideEvent } from '../../../shared/domain/review-answer.ts';
import type { JsonValue } from '../../../shared/json.ts';
import type { EventCoding } from '../journal/folded-journal.ts';
import type { Keyring } from './keyring.ts';

const nonceLength = 12;
const tagLength = 16;

/** What is said inside an application, as it stands in the journal: under the application's own key. */
interface BoxedEvent {
  readonly application: string;
  /** Nonce, AES-256-GCM ciphertext and tag, base64. */
  readonly box: string;
}

/**
 * Review events as the journal holds them: what is said inside an application is boxed under its key, everything else
 * stands as it is. A box whose application was struck reads as `entry.sealed`, one that does not open as no event.
 */
export function boxedEntries(keyring: Keyring, round: string): EventCoding<ReviewEvent> {
  return {
    encode: (event) => (isInside(event) ? close(event, keyring, round) : event),
    decode: (value) => (isBoxed(value) ? open(value, keyring, round) : value),
  };
}

/** The applications in which something was said that stands in the journal under their keys, struck or not. */
export function keyedApplications(values: readonly JsonValue[]): ReadonlySet<ApplicationId> {
  return new Set(values.filter(restsOnKey).map(({ application }) => application));
}

/** Whether a value was written with the key of its application, or tells that this key was struck. */
function restsOnKey(value: JsonValue): value is JsonValue & { readonly application: string } {
  if (isBoxed(value)) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (!('kind' in value) || value.kind !== 'entries.sealed') return false;
  return 'application' in value && typeof value.application === 'string';
}

/** Whether an event speaks of the inside of an application: a declaration speaks of the person. */
export function isInside(event: ReviewEvent): event is InsideEvent {
  return (
    'application' in event &&
    event.kind !== 'conflict.declared' &&
    event.kind !== 'entries.sealed' &&
    event.kind !== 'entry.sealed'
  );
}

function isBoxed(value: JsonValue): value is JsonValue & BoxedEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return 'box' in value && typeof value.box === 'string' && typeof value.application === 'string';
}

function close(event: InsideEvent, keyring: Keyring, round: string): BoxedEvent {
  const { application } = event;
  const key = keyring.key(application);
  if (key === null) throw new Error('an event inside an application that has no key');
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData(round, application));
  const sealed = [nonce, cipher.update(JSON.stringify(event)), cipher.final(), cipher.getAuthTag()];
  return { application, box: Buffer.concat(sealed).toString('base64') };
}

function open({ application, box }: BoxedEvent, keyring: Keyring, round: string): unknown {
  if (keyring.isStruck(application)) return { kind: 'entry.sealed', application };
  const key = keyring.key(application);
  const bytes = Buffer.from(box, 'base64');
  if (key === null || bytes.length < nonceLength + tagLength) return null;
  const nonce = bytes.subarray(0, nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(round, application));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const plain = decipher.update(bytes.subarray(nonceLength, bytes.length - tagLength));
    return JSON.parse(Buffer.concat([plain, decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}

function associatedData(round: string, application: string): Buffer {
  return Buffer.from(`haizhi-entry/1\0${round}\0${application}`);
}
