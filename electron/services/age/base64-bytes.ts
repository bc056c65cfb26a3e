const alphabet = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = '='.charCodeAt(0);

/** Base64 (RFC 4648, padded) as ASCII bytes, for secrets: the string that Node would make cannot be erased. */
export function toBase64Bytes(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(padding);
  for (let group = 0; group * 3 < bytes.length; group += 1) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(group * 3, group * 3 + 3);
    const all = (a << 16) | (b << 8) | c;
    const count = Math.min(bytes.length - group * 3, 3) + 1;
    for (let place = 0; place < count; place += 1) {
      text[group * 4 + place] = alphabet[(all >> (18 - 6 * place)) & 63] ?? 0;
    }
  }
  return text;
}

/** The bytes of such a text, in memory of their own; `null` where it is none, or not the only form of its bytes. */
export function fromBase64Bytes(text: Uint8Array): Uint8Array | null {
  const first = text.indexOf(padding);
  const used = first < 0 ? text.length : first;
  if (text.length % 4 !== 0 || text.length - used > 2) return null;
  const bytes = new Uint8Array(Math.floor((used * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const byte of text.subarray(0, used)) {
    const value = alphabet.indexOf(byte);
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  const isCanonical = (held & ((1 << bits) - 1)) === 0;
  return isCanonical && text.subarray(used).every((byte) => byte === padding) ? bytes : null;
}
