import { type Box, boxIn } from './geometry.ts';
import { folderOf, type OfdPackage, pathFrom } from './ofd-package.ts';
import { childOf, childrenOf, wordsOf } from './xml-tree.ts';

/** The picture of a seal on a page. Whether the signature behind it is right is not looked at. */
export interface Seal {
  /** The number by which the document calls the page. */
  readonly page: string;
  readonly box: Box;
  /** `ofd` or the name of a picture format, in lower case. */
  readonly format: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Seals {
  /** How many signatures the document names. */
  readonly signatures: number;
  readonly seals: readonly Seal[];
}

const mostSignatures = 100;

/** Reads which seals stand where. A signature that cannot be read has no picture. */
export async function readSeals(files: OfdPackage, path: string): Promise<Seals> {
  const list = await files.xml(path);
  const signatures = childrenOf(list ?? undefined, 'Signature').slice(0, mostSignatures);
  const seals: Seal[] = [];
  for (const each of signatures) {
    const location = each.attributes.get('BaseLoc');
    if (location !== undefined) {
      seals.push(...(await sealsOf(files, pathFrom(folderOf(path), location)).catch(() => [])));
    }
  }
  return { signatures: signatures.length, seals };
}

async function sealsOf(files: OfdPackage, path: string): Promise<readonly Seal[]> {
  const signature = await files.xml(path);
  const info = childOf(signature ?? undefined, 'SignedInfo');
  const places = childrenOf(info, 'StampAnnot');
  if (signature === null || places.length === 0) return [];
  const value = wordsOf(signature, 'SignedValue');
  const bytes = value === undefined ? null : await files.read(pathFrom(folderOf(path), value));
  const picture = bytes === null ? null : sealPicture(bytes);
  if (picture === null) return [];
  return places.flatMap((place) => {
    const box = boxIn(place.attributes.get('Boundary'));
    const page = place.attributes.get('PageRef');
    return box === null || page === undefined ? [] : [{ page, box, ...picture }];
  });
}

interface SealPicture {
  readonly format: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const sequence = 0x30;
const text = 0x16;
const octets = 0x04;
const mostDepth = 12;

/**
 * The picture inside a signature (GB/T 38540): somewhere in its DER a sequence of a format's name, the bytes, width
 * and height. `null` where there is none.
 */
function sealPicture(der: Uint8Array<ArrayBuffer>, depth = 0): SealPicture | null {
  const children = [...valuesIn(der)];
  const [format, picture] = children;
  if (format?.tag === text && picture?.tag === octets && children.length >= 4) {
    const name = new TextDecoder('latin1').decode(format.content).toLowerCase();
    if (/^[a-z]{2,5}$/.test(name)) return { format: name, bytes: picture.content };
  }
  if (depth >= mostDepth) return null;
  for (const { tag, content } of children) {
    const found = tag === sequence ? sealPicture(content, depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The values that stand one after the other; it ends at the first that does not fit. */
function* valuesIn(bytes: Uint8Array<ArrayBuffer>): Generator<DerValue> {
  let at = 0;
  while (at + 2 <= bytes.length) {
    const tag = bytes[at]!;
    const first = bytes[at + 1]!;
    const long = first < 0x80 ? 0 : first & 0x7f;
    if (long > 4) return;
    let length = long === 0 ? first : 0;
    for (let place = 0; place < long; place += 1)
      length = length * 256 + (bytes[at + 2 + place] ?? 0);
    const start = at + 2 + long;
    if (start + length > bytes.length) return;
    yield { tag, content: bytes.slice(start, start + length) };
    at = start + length;
  }
}
