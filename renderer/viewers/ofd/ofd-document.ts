import { ViewerError } from '../evidence.ts';
import { type Box, boxIn } from './geometry.ts';
import { folderOf, type OfdPackage, pathFrom } from './ofd-package.ts';
import { type Resources, readResources } from './resources.ts';
import { readSeals, type Seal } from './seals.ts';
import { childOf, childrenOf, wordsOf, type XmlElement } from './xml-tree.ts';

/** A page before it is read. */
export interface PagePlace {
  readonly id: string;
  readonly path: string;
  /** Millimetres. */
  readonly box: Box;
  readonly document: OfdDocument;
}

/** An entry of the outline: what it says, how deep it stands, and the page (from 1) it leads to. */
export interface OutlinePlace {
  readonly title: string;
  readonly depth: number;
  readonly page: number | null;
}

/** One of the documents inside an OFD, which are nearly always one. */
export interface OfdDocument {
  readonly resources: Resources;
  readonly templates: ReadonlyMap<string, TemplatePlace>;
  /** The file of annotations of a page, by the page's number. */
  readonly annotations: ReadonlyMap<string, string>;
  readonly seals: readonly Seal[];
}

interface TemplatePlace {
  readonly path: string;
  readonly order: string;
}

export interface OfdBook {
  readonly pages: readonly PagePlace[];
  readonly outline: readonly OutlinePlace[];
  readonly signatures: number;
}

const a4: Box = { x: 0, y: 0, width: 210, height: 297 };
const mostPages = 5_000;
const mostDocuments = 20;

/** Reads which pages there are, and what they share. Rejects with `ViewerError`. */
export async function readBook(files: OfdPackage): Promise<OfdBook> {
  const root = await files.xml('OFD.xml');
  if (root === null) throw new ViewerError('damaged', 'OFD.xml');
  const pages: PagePlace[] = [];
  const outline: OutlinePlace[] = [];
  let signatures = 0;
  for (const body of childrenOf(root, 'DocBody').slice(0, mostDocuments)) {
    const location = wordsOf(body, 'DocRoot');
    if (location === undefined) continue;
    const signed = wordsOf(body, 'Signatures');
    const seals = signed === undefined ? null : await readSeals(files, pathFrom('', signed));
    const read = await readDocument(files, pathFrom('', location), seals?.seals ?? []);
    outline.push(...read.outline(pages.length));
    pages.push(...read.pages);
    signatures += seals?.signatures ?? 0;
    if (pages.length > mostPages) throw new ViewerError('too-large');
  }
  if (pages.length === 0) throw new ViewerError('empty');
  return { pages, outline, signatures };
}

interface ReadDocument {
  readonly pages: readonly PagePlace[];
  readonly outline: (before: number) => readonly OutlinePlace[];
}

async function readDocument(
  files: OfdPackage,
  path: string,
  seals: readonly Seal[],
): Promise<ReadDocument> {
  const root = await files.xml(path);
  if (root === null) throw new ViewerError('damaged', path);
  const base = folderOf(path);
  const common = childOf(root, 'CommonData');
  const shared = [...childrenOf(common, 'PublicRes'), ...childrenOf(common, 'DocumentRes')];
  const resources = await readResources(
    files,
    shared.map(({ text }) => pathFrom(base, text)),
  );
  const templates = childrenOf(common, 'TemplatePage').map((each): [string, TemplatePlace] => [
    each.attributes.get('ID') ?? '',
    {
      path: pathFrom(base, each.attributes.get('BaseLoc') ?? ''),
      order: each.attributes.get('ZOrder') ?? 'Background',
    },
  ]);
  const annotations = await readAnnotations(files, wordsOf(root, 'Annotations'), base);
  const document = { resources, templates: new Map(templates), annotations, seals };
  const usual = areaOf(childOf(common, 'PageArea')) ?? a4;
  const pages = await readPages(files, root, base, document, usual);
  const ids = pages.map(({ id }) => id);
  return { pages, outline: (before) => outlineOf(childOf(root, 'Outlines'), ids, before, 0) };
}

/** A page may have a size of its own, which stands in its own file. */
async function readPages(
  files: OfdPackage,
  root: XmlElement,
  base: string,
  document: OfdDocument,
  usual: Box,
): Promise<readonly PagePlace[]> {
  const listed = childrenOf(childOf(root, 'Pages'), 'Page');
  if (listed.length > mostPages) throw new ViewerError('too-large');
  const pages: PagePlace[] = [];
  for (const each of listed) {
    const path = pathFrom(base, each.attributes.get('BaseLoc') ?? '');
    const content = await files.xml(path).catch(() => null);
    const box = areaOf(childOf(content ?? undefined, 'Area')) ?? usual;
    pages.push({ id: each.attributes.get('ID') ?? '', path, box, document });
  }
  return pages;
}

/** Pages larger than this (20 m) are not pages. */
const largestSide = 20_000;

function areaOf(area: XmlElement | undefined): Box | null {
  const box = boxIn(wordsOf(area, 'PhysicalBox'));
  return box === null || box.width > largestSide || box.height > largestSide ? null : box;
}

async function readAnnotations(
  files: OfdPackage,
  location: string | undefined,
  base: string,
): Promise<ReadonlyMap<string, string>> {
  if (location === undefined) return new Map();
  const path = pathFrom(base, location);
  const list = await files.xml(path).catch(() => null);
  return new Map(
    childrenOf(list ?? undefined, 'Page').map((each) => [
      each.attributes.get('PageID') ?? '',
      pathFrom(folderOf(path), wordsOf(each, 'FileLoc') ?? ''),
    ]),
  );
}

const mostOutline = 2_000;

function outlineOf(
  parent: XmlElement | undefined,
  ids: readonly string[],
  before: number,
  depth: number,
): readonly OutlinePlace[] {
  return childrenOf(parent, 'OutlineElem')
    .flatMap((each) => {
      const title = (each.attributes.get('Title') ?? '').trim();
      const page = ids.indexOf(destinationOf(each));
      const own = { title, depth, page: page < 0 ? null : before + page + 1 };
      return [own, ...outlineOf(each, ids, before, depth + 1)];
    })
    .slice(0, mostOutline);
}

function destinationOf(entry: XmlElement): string {
  const actions = childrenOf(childOf(entry, 'Actions'), 'Action');
  const goals = actions.map((each) => childOf(childOf(each, 'Goto'), 'Dest'));
  return goals.find((each) => each !== undefined)?.attributes.get('PageID') ?? '';
}

/** The order in which a layer or template is drawn: what lies below first. */
export function layerRank(order: string | undefined): number {
  const name = order?.toLowerCase();
  return name === 'background' ? 0 : name === 'foreground' ? 2 : 1;
}
