const deepest = 24;

/**
 * Whether bytes are exactly one DER value (X.690): definite lengths in their shortest form, contents that fill them, nothing
 * behind. The parsers are lenient about lengths, and what they forgive would give one certificate many fingerprints.
 */
export function isOneDerValue(bytes: Uint8Array): boolean {
  return valueEnd(bytes, 0, bytes.length, 0) === bytes.length;
}

/** Where the value at `at` ends; NaN where it is malformed or leaves `limit`. */
function valueEnd(bytes: Uint8Array, at: number, limit: number, depth: number): number {
  const tag = bytes[at];
  // None of our formats has a tag number above 30, which would take more bytes.
  if (tag === undefined || (tag & 0x1f) === 0x1f || depth > deepest) return Number.NaN;
  const length = readLength(bytes, at + 1);
  if (length === null) return Number.NaN;
  const end = length.start + length.value;
  if (end > limit) return Number.NaN;
  if ((tag & 0x20) === 0) return end;
  let inner = length.start;
  while (inner < end) inner = valueEnd(bytes, inner, end, depth + 1);
  return inner;
}

function readLength(bytes: Uint8Array, at: number): { value: number; start: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { value: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 1 + count > bytes.length) return null;
  let value = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + count)) value = value * 256 + byte;
  const shortest = value < 0x80 ? 0 : Math.ceil(Math.log2(value + 1) / 8);
  return shortest === count ? { value, start: at + 1 + count } : null;
}
