import { matrixIn, numberIn } from './geometry.ts';
import { type GlyphOutlines, openFont } from './glyph-outlines.ts';
import { folderOf, type OfdPackage, pathFrom } from './ofd-package.ts';
import { childOf, childrenOf, wordsOf, type XmlElement } from './xml-tree.ts';

export interface OfdFont {
  readonly family: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** The font that the document holds; `null` where it only names one, or holds another kind. */
  readonly outlines: GlyphOutlines | null;
}

export interface OfdMedia {
  readonly path: string;
  readonly format: string;
}

/** What a document's objects refer to by number. */
export interface Resources {
  readonly fonts: ReadonlyMap<string, OfdFont>;
  readonly media: ReadonlyMap<string, OfdMedia>;
  readonly drawParams: ReadonlyMap<string, XmlElement>;
  readonly composites: ReadonlyMap<string, XmlElement>;
  /** The type of each colour space: RGB, Gray or CMYK. */
  readonly colourSpaces: ReadonlyMap<string, string>;
}

interface Growing {
  readonly fonts: Map<string, OfdFont>;
  readonly media: Map<string, OfdMedia>;
  readonly drawParams: Map<string, XmlElement>;
  readonly composites: Map<string, XmlElement>;
  readonly colourSpaces: Map<string, string>;
}

const noResources: Resources = emptyResources();

function emptyResources(): Growing {
  return {
    fonts: new Map(),
    media: new Map(),
    drawParams: new Map(),
    composites: new Map(),
    colourSpaces: new Map(),
  };
}

/** Fonts larger than this are not read: the system's is taken. */
const largestFont = 40_000_000;

/** Reads resource files, later ones over earlier ones; a file that is missing is passed over. */
export async function readResources(
  files: OfdPackage,
  paths: readonly string[],
  inherited: Resources = noResources,
): Promise<Resources> {
  const found: Growing = {
    fonts: new Map(inherited.fonts),
    media: new Map(inherited.media),
    drawParams: new Map(inherited.drawParams),
    composites: new Map(inherited.composites),
    colourSpaces: new Map(inherited.colourSpaces),
  };
  for (const path of paths) {
    const root = await files.xml(path);
    if (root !== null) await takeFile(files, root, path, found);
  }
  return found;
}

async function takeFile(
  files: OfdPackage,
  root: XmlElement,
  path: string,
  found: Growing,
): Promise<void> {
  const base = pathFrom(folderOf(path), root.attributes.get('BaseLoc') ?? '');
  for (const each of listed(root, 'Fonts', 'Font')) {
    found.fonts.set(idOf(each), await fontOf(files, each, base));
  }
  for (const each of listed(root, 'MultiMedias', 'MultiMedia')) {
    const file = wordsOf(each, 'MediaFile');
    if (file === undefined) continue;
    const format = (each.attributes.get('Format') ?? '').toLowerCase();
    found.media.set(idOf(each), { path: pathFrom(base, file), format });
  }
  for (const each of listed(root, 'DrawParams', 'DrawParam'))
    found.drawParams.set(idOf(each), each);
  for (const each of listed(root, 'CompositeGraphicUnits', 'CompositeGraphicUnit')) {
    found.composites.set(idOf(each), each);
  }
  for (const each of listed(root, 'ColorSpaces', 'ColorSpace')) {
    found.colourSpaces.set(idOf(each), (each.attributes.get('Type') ?? 'RGB').toUpperCase());
  }
}

function listed(root: XmlElement, list: string, name: string): readonly XmlElement[] {
  return childrenOf(root, list).flatMap((each) => childrenOf(each, name));
}

function idOf(element: XmlElement): string {
  return element.attributes.get('ID') ?? '';
}

async function fontOf(files: OfdPackage, element: XmlElement, base: string): Promise<OfdFont> {
  const { attributes } = element;
  const file = wordsOf(element, 'FontFile');
  const bytes = file === undefined ? null : await files.read(pathFrom(base, file));
  return {
    family: attributes.get('FamilyName') ?? attributes.get('FontName') ?? '',
    bold: attributes.get('Bold') === 'true',
    italic: attributes.get('Italic') === 'true',
    outlines: bytes === null || bytes.length > largestFont ? null : openFont(bytes),
  };
}

/** The attributes and colours of a draw parameter and of those that it builds on, nearest first. */
export function drawParamChain(
  resources: Resources,
  id: string | undefined,
): readonly XmlElement[] {
  const chain: XmlElement[] = [];
  for (let next = id; next !== undefined && chain.length < 16; ) {
    const found = resources.drawParams.get(next);
    if (found === undefined || chain.includes(found)) break;
    chain.push(found);
    next = found.attributes.get('Relative');
  }
  return chain;
}

/** An attribute from the first of the elements that has it. */
export function firstAttribute(elements: readonly XmlElement[], name: string): string | undefined {
  return elements.find((each) => each.attributes.has(name))?.attributes.get(name);
}

/** A child from the first of the elements that has it. */
export function firstChild(elements: readonly XmlElement[], name: string): XmlElement | undefined {
  return elements.map((each) => childOf(each, name)).find((each) => each !== undefined);
}

export function alphaOf(element: XmlElement): number {
  const alpha = element.attributes.get('Alpha');
  return alpha === undefined ? 1 : Math.min(Math.max(numberIn(alpha), 0), 255) / 255;
}

export function ctmOf(element: XmlElement) {
  return matrixIn(element.attributes.get('CTM'));
}
