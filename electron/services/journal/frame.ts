import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * The bytes of a journal.
 *
 * ```
 * header   "HAIZHIJ" | version 1 | 24 random bytes | HMAC-SHA256 of what precedes
 * frame    "HZfr" | body length u32 | entries before u32 | CRC-32 of these 12 bytes | body
 * body     nonce (12) | AES-256-GCM ciphertext | tag (16)
 * ```
 * Integers are big-endian. The associated data of a frame is the journal's id, the number of entries before
 * it and the head before it; the head after it is SHA-256(head before | frame). The first head is
 * SHA-256(header). Keys come from the owner's key by HKDF-SHA256, one per journal id and use.
 * Nonces are random: a counter would repeat after a torn frame is written again or a backup is restored.
 */
export const HEADER_SIZE = 64;
const FRAME_HEADER_SIZE = 16;
/** Plaintext bytes of one frame at most. */
export const PAYLOAD_LIMIT = 16 * 1024 * 1024;

const HEADER_MAGIC = Buffer.from('HAIZHIJ');
const VERSION = 1;
const FRAME_MAGIC = Buffer.from('HZfr');
const NONCE = 12;
const TAG = 16;

/** The keys of one journal. `forget` zeroes them; after that they may not be used. */
export interface JournalKeys {
  readonly id: string;
  readonly frames: Buffer;
  readonly seals: Buffer;
  forget(): void;
}

/** Where a frame stands: everything that its encryption binds it to. */
export interface Place {
  /** Entries before the frame. */
  readonly first: number;
  /** Head before the frame: 32 bytes. */
  readonly previous: Buffer;
}

/** Derives the keys of the journal `id` from its owner's 32-byte key. */
export function deriveKeys(key: Uint8Array, id: string): JournalKeys {
  if (key.length !== 32) throw new Error('a journal key has 32 bytes');
  if (id === '' || id.length > 200) throw new Error('a journal id has 1 to 200 characters');
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `haizhi-journal/1 ${use} ${id}`, 32));
  const frames = derive('frames');
  const seals = derive('seals');
  return {
    id,
    frames,
    seals,
    forget() {
      frames.fill(0);
      seals.fill(0);
    },
  };
}

/** The header of a new journal, different every time. */
export function createHeader(keys: JournalKeys): Buffer {
  const start = Buffer.concat([HEADER_MAGIC, Buffer.of(VERSION), randomBytes(24)]);
  return Buffer.concat([start, seal(keys, start)]);
}

type HeaderState = 'valid' | 'newer-version' | 'foreign' | 'unsealed';

/** `foreign`: not a journal; `unsealed`: of another id or key, or altered. */
export function checkHeader(bytes: Buffer, keys: JournalKeys): HeaderState {
  if (bytes.length < HEADER_SIZE || !bytes.subarray(0, 7).equals(HEADER_MAGIC)) return 'foreign';
  if (headerVersion(bytes) > VERSION) return 'newer-version';
  const expected = seal(keys, bytes.subarray(0, 32));
  return timingSafeEqual(expected, bytes.subarray(32, HEADER_SIZE)) ? 'valid' : 'unsealed';
}

/** The format version that a journal's header names. */
export function headerVersion(bytes: Buffer): number {
  return bytes.readUInt8(7);
}

/** HMAC-SHA256 under the journal's sealing key: 32 bytes. */
export function seal(keys: JournalKeys, bytes: Uint8Array): Buffer {
  return createHmac('sha256', keys.seals).update(bytes).digest();
}

/** The head of a journal that holds only its header: 32 bytes. */
export function firstHead(header: Uint8Array): Buffer {
  return createHash('sha256').update(header).digest();
}

/** The head after a frame: 32 bytes. */
export function nextHead(previous: Uint8Array, frame: Uint8Array): Buffer {
  return createHash('sha256').update(previous).update(frame).digest();
}

/** One whole frame holding `payload`, bound to its place. */
export function sealFrame(keys: JournalKeys, place: Place, payload: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys.frames, nonce);
  cipher.setAAD(associatedData(keys, place));
  const ciphertext = Buffer.concat([cipher.update(payload), cipher.final()]);
  const body = [nonce, ciphertext, cipher.getAuthTag()];
  return Buffer.concat([frameHeader(NONCE + ciphertext.length + TAG, place.first), ...body]);
}

/** The payload of a whole frame, or null when it is altered or belongs to another place. */
export function openFrame(keys: JournalKeys, place: Place, frame: Buffer): Buffer | null {
  if (frame.length < FRAME_HEADER_SIZE + NONCE + TAG) return null;
  const body = frame.subarray(FRAME_HEADER_SIZE);
  const tag = body.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', keys.frames, body.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(associatedData(keys, place));
  decipher.setAuthTag(body.subarray(tag));
  const payload = decipher.update(body.subarray(NONCE, tag));
  try {
    return Buffer.concat([payload, decipher.final()]);
  } catch {
    return null;
  }
}

/** Size in bytes of the frame that starts at `offset`, or null when no sound frame header is there. */
export function frameSize(bytes: Buffer, offset: number): number | null {
  if (offset + FRAME_HEADER_SIZE > bytes.length) return null;
  const header = bytes.subarray(offset, offset + FRAME_HEADER_SIZE);
  if (!header.subarray(0, 4).equals(FRAME_MAGIC)) return null;
  if (header.readUInt32BE(12) !== crc32(header.subarray(0, 12))) return null;
  const body = header.readUInt32BE(4);
  const isPossible = body >= NONCE + TAG && body <= PAYLOAD_LIMIT + NONCE + TAG;
  return isPossible ? FRAME_HEADER_SIZE + body : null;
}

/** Where sound frame headers stand at or after `offset`, and how many entries each says to be before it. */
export function* framesAfter(
  bytes: Buffer,
  offset: number,
): Generator<{ readonly offset: number; readonly first: number }> {
  for (
    let at = bytes.indexOf(FRAME_MAGIC, offset);
    at >= 0;
    at = bytes.indexOf(FRAME_MAGIC, at + 1)
  ) {
    if (frameSize(bytes, at) !== null) yield { offset: at, first: bytes.readUInt32BE(at + 8) };
  }
}

/**
 * What a frame seems to say, without any proof: neither its bytes nor its place are checked. For looking at
 * what is left of a damaged journal, never for going on with it.
 */
export function peekFrame(keys: JournalKeys, frame: Buffer): Buffer {
  const body = frame.subarray(FRAME_HEADER_SIZE);
  // AES-GCM (SP 800-38D) is counter mode that begins with block 2.
  const start = Buffer.concat([body.subarray(0, NONCE), Buffer.of(0, 0, 0, 2)]);
  const decipher = createDecipheriv('aes-256-ctr', keys.frames, start);
  return Buffer.concat([
    decipher.update(body.subarray(NONCE, body.length - TAG)),
    decipher.final(),
  ]);
}

function frameHeader(bodyLength: number, first: number): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_SIZE);
  FRAME_MAGIC.copy(header);
  header.writeUInt32BE(bodyLength, 4);
  header.writeUInt32BE(first, 8);
  header.writeUInt32BE(crc32(header.subarray(0, 12)), 12);
  return header;
}

function associatedData(keys: JournalKeys, place: Place): Buffer {
  const first = Buffer.alloc(4);
  first.writeUInt32BE(place.first);
  return Buffer.concat([Buffer.from(`haizhi-journal/1\0${keys.id}\0`), first, place.previous]);
}
