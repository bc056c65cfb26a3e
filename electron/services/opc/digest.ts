import { createHash } from 'node:crypto';

/** SHA-256 in base64, as XML signatures carry it; text is taken as UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64');
}

/** Base64 without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/** The bytes, or null unless this is exactly how they are written in base64; XML whitespace between is allowed. */
export function fromBase64(text: string): Uint8Array | null {
  const compact = text.replace(/[ \t\r\n]/g, '');
  const bytes = Buffer.from(compact, 'base64');
  return compact !== '' && bytes.toString('base64') === compact ? bytes : null;
}
