import { assertNever } from '../../../shared/result.ts';
import { ViewerError } from '../evidence.ts';
import { paintOf, penOf } from './colours.ts';
import type { Clip, Drawing, TextPiece } from './drawing.ts';
import { boxIn, combined, type Matrix, movedBy, pathIn } from './geometry.ts';
import {
  alphaOf,
  ctmOf,
  drawParamChain,
  firstAttribute,
  firstChild,
  type OfdMedia,
  type Resources,
} from './resources.ts';
import { drawText } from './text-objects.ts';
import { childOf, childrenOf, type XmlElement } from './xml-tree.ts';

/** What has been drawn of a page so far. */
export interface Sheet {
  readonly drawings: Drawing[];
  readonly texts: TextPiece[];
  readonly pictures: Map<string, { readonly number: number; readonly media: OfdMedia }>;
  incomplete: boolean;
}

/** Where objects stand: their surroundings' place, transparency and clips. */
export interface Surroundings {
  readonly resources: Resources;
  readonly matrix: Matrix;
  readonly alpha: number;
  readonly clips: readonly Clip[];
  /** Draw parameters of the layer, nearest first. */
  readonly params: readonly XmlElement[];
  readonly depth: number;
}

const mostDrawings = 200_000;
const mostDepth = 12;

const kinds = ['TextObject', 'PathObject', 'ImageObject', 'CompositeObject', 'PageBlock'] as const;
type ObjectKind = (typeof kinds)[number];

/** Draws the objects inside a layer or block, in their order. Throws `ViewerError('too-large')` for endless ones. */
export function drawObjects(sheet: Sheet, parent: XmlElement, around: Surroundings): void {
  for (const object of parent.children) {
    const kind = kinds.find((each) => each === object.name);
    if (kind === undefined || object.attributes.get('Visible') === 'false') continue;
    if (sheet.drawings.length >= mostDrawings) throw new ViewerError('too-large');
    drawObject(sheet, kind, object, around);
  }
}

function drawObject(
  sheet: Sheet,
  kind: ObjectKind,
  object: XmlElement,
  around: Surroundings,
): void {
  const inside = enter(object, around);
  switch (kind) {
    case 'PageBlock':
      deeper(sheet, object, around);
      break;
    case 'TextObject':
      drawText(sheet, object, inside);
      break;
    case 'PathObject':
      drawPath(sheet, object, inside);
      break;
    case 'ImageObject':
      drawImage(sheet, object, inside);
      break;
    case 'CompositeObject':
      drawComposite(sheet, object, inside);
      break;
    default:
      assertNever(kind);
  }
}

function drawComposite(sheet: Sheet, object: XmlElement, inside: Surroundings): void {
  const unit = inside.resources.composites.get(object.attributes.get('ResourceID') ?? '');
  const content = childOf(unit, 'Content');
  if (content === undefined) sheet.incomplete = true;
  else deeper(sheet, content, inside);
}

/** A unit may hold itself, by way of others. */
function deeper(sheet: Sheet, parent: XmlElement, around: Surroundings): void {
  if (around.depth >= mostDepth) throw new ViewerError('too-large');
  drawObjects(sheet, parent, { ...around, depth: around.depth + 1 });
}

/** The surroundings inside an object: its boundary's corner, its own matrix, transparency, clips and parameters. */
function enter(object: XmlElement, around: Surroundings): Surroundings {
  const { resources } = around;
  const boundary = boxIn(object.attributes.get('Boundary'));
  const corner = combined(around.matrix, movedBy(boundary?.x ?? 0, boundary?.y ?? 0));
  const own = drawParamChain(resources, object.attributes.get('DrawParam'));
  return {
    ...around,
    matrix: combined(corner, ctmOf(object)),
    alpha: around.alpha * alphaOf(object),
    clips: [...around.clips, ...clipsOf(object, corner)],
    params: [object, ...own, ...around.params],
  };
}

/** Clips are written in the object's boundary, and by `TransFlag` (true unless it says otherwise) turned with it. */
function clipsOf(object: XmlElement, corner: Matrix): readonly Clip[] {
  const clips = childOf(object, 'Clips');
  const base =
    clips?.attributes.get('TransFlag') === 'false' ? corner : combined(corner, ctmOf(object));
  return childrenOf(clips, 'Clip')
    .slice(0, 64)
    .map((clip) => ({
      areas: childrenOf(clip, 'Area').flatMap((area) => {
        const shape = childOf(area, 'Path');
        const path = pathIn(childOf(shape, 'AbbreviatedData')?.text);
        if (shape === undefined || path === '') return [];
        const boundary = boxIn(shape.attributes.get('Boundary'));
        const place = combined(base, ctmOf(area));
        const at = combined(place, movedBy(boundary?.x ?? 0, boundary?.y ?? 0));
        return [{ matrix: combined(at, ctmOf(shape)), path }];
      }),
    }))
    .filter(({ areas }) => areas.length > 0);
}

function drawPath(sheet: Sheet, object: XmlElement, inside: Surroundings): void {
  const { resources, params, matrix, alpha, clips } = inside;
  const path = pathIn(childOf(object, 'AbbreviatedData')?.text);
  if (path === '') return;
  const isFilled = object.attributes.get('Fill') === 'true';
  const isStroked = object.attributes.get('Stroke') !== 'false';
  const colour = firstChild(params, 'FillColor');
  if (isFilled && childOf(colour, 'Pattern') !== undefined) sheet.incomplete = true;
  sheet.drawings.push({
    kind: 'path',
    matrix,
    alpha,
    clips,
    path,
    fill: isFilled ? paintOf(colour, resources) : null,
    stroke: isStroked ? penOf(params, resources) : null,
    evenOdd: firstAttribute([object], 'Rule')?.toLowerCase() === 'even-odd',
  });
}

function drawImage(sheet: Sheet, object: XmlElement, inside: Surroundings): void {
  const media = inside.resources.media.get(object.attributes.get('ResourceID') ?? '');
  const boundary = boxIn(object.attributes.get('Boundary'));
  if (media === undefined) {
    sheet.incomplete = true;
    return;
  }
  const known = sheet.pictures.get(media.path);
  const number = known?.number ?? sheet.pictures.size;
  if (known === undefined) sheet.pictures.set(media.path, { number, media });
  const hasMatrix = object.attributes.has('CTM');
  const whole: Matrix = [boundary?.width ?? 0, 0, 0, boundary?.height ?? 0, 0, 0];
  const matrix = hasMatrix ? inside.matrix : combined(inside.matrix, whole);
  sheet.drawings.push({
    kind: 'image',
    matrix,
    alpha: inside.alpha,
    clips: inside.clips,
    picture: number,
    sheer: false,
  });
}

/** Draws another page's content into a box on this one, as a seal is put onto a page. */
export function drawInto(
  sheet: Sheet,
  drawings: readonly Drawing[],
  place: Matrix,
  offset: number,
): void {
  for (const drawing of drawings) {
    const clips = drawing.clips.map(({ areas }) => ({
      areas: areas.map(({ matrix, path }) => ({ matrix: combined(place, matrix), path })),
    }));
    const moved = { ...drawing, matrix: combined(place, drawing.matrix), clips };
    sheet.drawings.push(
      moved.kind === 'image' ? { ...moved, picture: moved.picture + offset } : moved,
    );
  }
}
