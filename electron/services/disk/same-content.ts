import { createHash } from 'node:crypto';

/** Whether both give the same bytes, however they are cut into pieces. Throws what a source throws. */
export async function sameContent(
  one: AsyncIterable<Uint8Array>,
  other: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const [first, second] = await Promise.all([sha256Of(one), sha256Of(other)]);
  return first.equals(second);
}

async function sha256Of(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest();
}
