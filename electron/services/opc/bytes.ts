import { createHash } from 'node:crypto';

/** SHA-256 in base64, as XML signatures carry it; text is taken as UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64');
}

/** Base64 without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64');
}

/** The bytes, or null unless this is exactly how they are written in base64; XML whitespace between is allowed. */
export function fromBase64(text: string): Uint8Array | null {
  const compact = text.replace(/[ \t\r\n]/g, '');
  const bytes = Buffer.from(compact, 'base64');
  const exact = compact !== '' && bytes.toString('base64') === compact;
  return exact ? new Uint8Array(bytes) : null;
}

/** Whether this ASCII text stands in the bytes, without copying them. */
export function contains(bytes: Uint8Array | undefined, text: string): boolean {
  return bytes !== undefined && asBuffer(bytes).includes(text, 0, 'latin1');
}

/** The same memory as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
