import type { DrawnPage, Picture } from './drawing.ts';
import { type Box, boxIn, combined, movedBy } from './geometry.ts';
import { layerRank, type OfdDocument, type PagePlace, readBook } from './ofd-document.ts';
import { folderOf, type OfdPackage, openPackage, pathFrom } from './ofd-package.ts';
import { drawInto, drawObjects, type Sheet } from './page-objects.ts';
import { drawParamChain, type OfdMedia, type Resources, readResources } from './resources.ts';
import type { Seal } from './seals.ts';
import { childOf, childrenOf, type XmlElement } from './xml-tree.ts';

/** A seal may be an OFD whose page has a seal again; one is enough. */
const sealDepth = 1;
const largestPicture = 60_000_000;

/** Reads a page and everything that belongs to it: templates, annotations, seals. Rejects with `ViewerError`. */
export async function drawPageContent(
  files: OfdPackage,
  { path, box, id, document }: PagePlace,
  depth = 0,
): Promise<DrawnPage> {
  const sheet: Sheet = { drawings: [], texts: [], pictures: new Map(), incomplete: false };
  const root = await files.xml(path);
  if (root === null) return { ...sheet, box, pictures: [], incomplete: true };
  const layers = [
    ...(await templateLayers(files, root, document)),
    ...(await ownLayers(files, root, path, document)),
  ];
  for (const { layer, resources } of layers.toSorted((a, b) => a.rank - b.rank)) {
    drawLayer(sheet, layer, resources, box);
  }
  await drawAnnotations(sheet, files, document, id, box);
  const pictures = await loadPictures(sheet, files);
  for (const seal of depth < sealDepth ? document.seals.filter((each) => each.page === id) : []) {
    await drawSeal(sheet, pictures, seal, box).catch(() => {
      sheet.incomplete = true;
    });
  }
  const { drawings, texts, incomplete } = sheet;
  return { box, drawings, texts, pictures, incomplete };
}

interface RankedLayer {
  readonly layer: XmlElement;
  readonly rank: number;
  readonly resources: Resources;
}

/** Layers of a page's templates lie below or above its own as the page says. Templates have no templates. */
async function templateLayers(
  files: OfdPackage,
  root: XmlElement,
  document: OfdDocument,
): Promise<readonly RankedLayer[]> {
  const layers: RankedLayer[] = [];
  for (const each of childrenOf(root, 'Template').slice(0, 32)) {
    const template = document.templates.get(each.attributes.get('TemplateID') ?? '');
    if (template === undefined) continue;
    const content = await files.xml(template.path);
    if (content === null) continue;
    const rank = layerRank(each.attributes.get('ZOrder') ?? template.order) - 0.5;
    const own = await ownLayers(files, content, template.path, document);
    layers.push(...own.map((layer) => ({ ...layer, rank })));
  }
  return layers;
}

async function ownLayers(
  files: OfdPackage,
  root: XmlElement,
  path: string,
  document: OfdDocument,
): Promise<readonly RankedLayer[]> {
  const own = childrenOf(root, 'PageRes').map(({ text }) => pathFrom(folderOf(path), text));
  const resources =
    own.length === 0 ? document.resources : await readResources(files, own, document.resources);
  return childrenOf(childOf(root, 'Content'), 'Layer').map((layer) => ({
    layer,
    rank: layerRank(layer.attributes.get('Type')),
    resources,
  }));
}

function drawLayer(sheet: Sheet, layer: XmlElement, resources: Resources, box: Box): void {
  drawObjects(sheet, layer, {
    resources,
    matrix: movedBy(-box.x, -box.y),
    alpha: 1,
    clips: [],
    params: drawParamChain(resources, layer.attributes.get('DrawParam')),
    depth: 0,
  });
}

async function drawAnnotations(
  sheet: Sheet,
  files: OfdPackage,
  { annotations, resources }: OfdDocument,
  page: string,
  box: Box,
): Promise<void> {
  const path = annotations.get(page);
  const root = path === undefined ? null : await files.xml(path).catch(() => null);
  for (const each of childrenOf(root ?? undefined, 'Annot')) {
    const appearance = childOf(each, 'Appearance');
    if (appearance === undefined || each.attributes.get('Visible') === 'false') continue;
    const boundary = boxIn(appearance.attributes.get('Boundary'));
    const matrix = combined(movedBy(-box.x, -box.y), movedBy(boundary?.x ?? 0, boundary?.y ?? 0));
    drawObjects(sheet, appearance, {
      resources,
      matrix,
      alpha: 1,
      clips: [],
      params: [],
      depth: 0,
    });
  }
}

async function loadPictures(sheet: Sheet, files: OfdPackage): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const { media } of sheet.pictures.values()) {
    const bytes = await files.read(media.path).catch(() => null);
    if (bytes === null || bytes.length > largestPicture) sheet.incomplete = true;
    pictures.push({ mediaType: pictureType(media), bytes: bytes ?? new Uint8Array(0) });
  }
  return pictures;
}

const byName: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  jb2: 'image/jb2',
  gbig2: 'image/jb2',
};

function pictureType({ path, format }: OfdMedia): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return byName[extension] ?? byName[format] ?? 'application/octet-stream';
}

/** The picture of a seal fills its box, whatever its own proportions. */
async function drawSeal(sheet: Sheet, pictures: Picture[], seal: Seal, box: Box): Promise<void> {
  const { x, y, width, height } = seal.box;
  const corner = movedBy(x - box.x, y - box.y);
  if (seal.format !== 'ofd') {
    const mediaType = byName[seal.format] ?? 'application/octet-stream';
    pictures.push({ mediaType, bytes: seal.bytes });
    const matrix = combined(corner, [width, 0, 0, height, 0, 0]);
    sheet.drawings.push({
      kind: 'image',
      matrix,
      alpha: 1,
      clips: [],
      picture: pictures.length - 1,
      sheer: true,
    });
    return;
  }
  const files = openPackage(seal.bytes);
  const [page] = (await readBook(files)).pages;
  if (page === undefined) return;
  const inner = await drawPageContent(files, page, sealDepth);
  const scale = combined(corner, [width / inner.box.width, 0, 0, height / inner.box.height, 0, 0]);
  drawInto(sheet, inner.drawings, scale, pictures.length);
  pictures.push(...inner.pictures);
}
