/** What the lines of a PEM text hold (RFC 7468). */
type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PRIVATE KEY';

/** RFC 7468 text of one DER value, lines of 64 characters, ending in a line feed. */
export function toPem(label: PemLabel, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The DER value of a PEM text that holds exactly one value of this label; null for anything else. */
export function fromPem(label: PemLabel, text: string): Uint8Array | null {
  const lines = text.trim().split(/\r?\n/);
  if (lines.shift() !== `-----BEGIN ${label}-----`) return null;
  if (lines.pop() !== `-----END ${label}-----`) return null;
  const base64 = lines.join('');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return null;
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
