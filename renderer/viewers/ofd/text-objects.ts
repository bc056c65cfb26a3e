import { black, paintOf, penOf } from './colours.ts';
import type { TextDrawing } from './drawing.ts';
import {
  boxIn,
  combined,
  deltasIn,
  type Matrix,
  mapped,
  matrixIn,
  numberIn,
  numbersIn,
} from './geometry.ts';
import type { GlyphOutlines } from './glyph-outlines.ts';
import type { Sheet, Surroundings } from './page-objects.ts';
import { firstChild, type OfdFont } from './resources.ts';
import { childrenOf, wordsOf, type XmlElement } from './xml-tree.ts';

const longestText = 20_000;
const noFont: OfdFont = { family: '', bold: false, italic: false, outlines: null };

interface PlacedCharacter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A `TextObject` with its font, size and pen. */
interface TextStyle {
  readonly font: OfdFont;
  readonly size: number;
  readonly stretch: number;
  readonly turn: number;
}

/** Draws a text object: with the outlines of the font that the document holds, else with the system's. */
export function drawText(sheet: Sheet, object: XmlElement, inside: Surroundings): void {
  const { attributes } = object;
  const style: TextStyle = {
    font: inside.resources.fonts.get(attributes.get('Font') ?? '') ?? noFont,
    size: Math.abs(numberIn(attributes.get('Size') ?? '0')),
    stretch: numberIn(attributes.get('HScale') ?? '1') || 1,
    turn: numberIn(attributes.get('CharDirection') ?? '0'),
  };
  const codes = childrenOf(object, 'TextCode');
  const glyphs = glyphMap(object);
  let from = 0;
  let origin = { x: 0, y: 0 };
  for (const code of codes) {
    origin = {
      x: numberIn(code.attributes.get('X') ?? String(origin.x)),
      y: numberIn(code.attributes.get('Y') ?? String(origin.y)),
    };
    const characters = placeCharacters(code, origin);
    addDrawing(sheet, object, inside, style, characters, glyphs, from);
    addPieces(sheet, characters, style, inside.matrix);
    from += characters.reduce((sum, each) => sum + Array.from(each.text).length, 0);
  }
}

/** Every character at its place; a text without any distances runs on as its font is wide. */
function placeCharacters(
  code: XmlElement,
  origin: { readonly x: number; readonly y: number },
): readonly PlacedCharacter[] {
  const text = code.text.replaceAll(/[\r\n\t]/g, '').slice(0, longestText);
  const letters = Array.from(text);
  const dx = deltasIn(code.attributes.get('DeltaX'), letters.length);
  const dy = deltasIn(code.attributes.get('DeltaY'), letters.length);
  if (dx.length === 0 && dy.length === 0) return text === '' ? [] : [{ text, ...origin }];
  let { x, y } = origin;
  return letters.map((letter, index) => {
    if (index > 0) {
      x += dx[index - 1] ?? 0;
      y += dy[index - 1] ?? 0;
    }
    return { text: letter, x, y };
  });
}

/** The glyphs that a text names itself, by the place of the character at which each stands. */
type GlyphMap = ReadonlyMap<number, readonly number[]>;

/** One glyph for each character where there are as many; what is left over stands at the last character. */
function glyphMap(object: XmlElement): GlyphMap {
  const map = new Map<number, readonly number[]>();
  for (const each of childrenOf(object, 'CGTransform')) {
    const first = numberIn(each.attributes.get('CodePosition') ?? '0');
    const glyphs = numbersIn(wordsOf(each, 'Glyphs')).slice(0, longestText);
    const named = numberIn(each.attributes.get('CodeCount') ?? '1');
    const codes = Math.min(Math.max(1, named), longestText);
    for (let code = 0; code < codes; code += 1) {
      map.set(first + code, code === codes - 1 ? glyphs.slice(code) : glyphs.slice(code, code + 1));
    }
  }
  return map;
}

function addDrawing(
  sheet: Sheet,
  object: XmlElement,
  inside: Surroundings,
  style: TextStyle,
  characters: readonly PlacedCharacter[],
  map: GlyphMap,
  from: number,
): void {
  const { resources, params, matrix, alpha, clips } = inside;
  const { attributes } = object;
  const isFilled = attributes.get('Fill') !== 'false';
  const paint = {
    fill: isFilled ? (paintOf(firstChild(params, 'FillColor'), resources) ?? black) : null,
    stroke: attributes.get('Stroke') === 'true' ? penOf(params, resources) : null,
  };
  const placed = { matrix, alpha, clips, ...paint };
  const { font, size } = style;
  const outlined =
    font.outlines === null ? null : outlineText(font.outlines, characters, style, map, from);
  if (outlined !== null) {
    sheet.drawings.push({ kind: 'path', ...placed, path: outlined, evenOdd: false });
    return;
  }
  const weight = numberIn(attributes.get('Weight') ?? (font.bold ? '700' : '400'));
  const drawing: TextDrawing = {
    kind: 'text',
    ...placed,
    family: font.family,
    size,
    weight: Math.min(1_000, Math.max(1, weight)),
    italic: attributes.get('Italic') === 'true' || font.italic,
    stretch: style.stretch,
    turn: style.turn,
    runs: characters,
    end: endOf(object),
  };
  if (size > 0 && characters.length > 0) sheet.drawings.push(drawing);
}

/** How far the box of an object reaches in its own coordinates. */
function endOf({ attributes }: XmlElement): number | null {
  const box = boxIn(attributes.get('Boundary'));
  const [a, b, c, , left] = matrixIn(attributes.get('CTM'));
  return box === null || a <= 0 || b !== 0 || c !== 0 ? null : (box.width - left) / a;
}

/** Characters as outlines; `null` when the font lacks one of them. */
function outlineText(
  outlines: GlyphOutlines,
  characters: readonly PlacedCharacter[],
  style: TextStyle,
  map: GlyphMap,
  from: number,
): string | null {
  const path: string[] = [];
  const scale = style.size / outlines.unitsPerEm;
  let index = from;
  for (const { text, x, y } of characters) {
    if (Array.from(text).length !== 1) return null;
    const named = map.get(index);
    const glyphs = named ?? [outlines.glyphOf(text.codePointAt(0)!)];
    if (named === undefined && glyphs[0] === 0 && text.trim() !== '') return null;
    const turned = turnedBy(style.turn);
    const place = combined(
      [1, 0, 0, 1, x, y],
      combined(turned, [scale * style.stretch, 0, 0, -scale, 0, 0]),
    );
    for (const glyph of glyphs) path.push(transformed(outlines.outline(glyph), place));
    index += 1;
  }
  return path.join('');
}

function turnedBy(degrees: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, sin, -sin, cos, 0, 0];
}

/** Path data of absolute commands M, L and Q with every point moved. */
function transformed(path: string, matrix: Matrix): string {
  return path.replaceAll(/(-?[\d.]+) (-?[\d.]+)/g, (_, x: string, y: string) => {
    const [left, top] = mapped(matrix, Number(x), Number(y));
    return `${left.toFixed(4)} ${top.toFixed(4)}`;
  });
}

/** Text to be selected: one piece for a straight line of characters, else one for each. */
function addPieces(
  sheet: Sheet,
  characters: readonly PlacedCharacter[],
  style: TextStyle,
  matrix: Matrix,
): void {
  const [first] = characters;
  if (first === undefined || style.size === 0) return;
  const isLine = characters.every(
    ({ x, y }) => Math.abs(y - first.y) < 0.01 && x >= first.x - 0.01,
  );
  const pieces = isLine ? [characters] : characters.map((each) => [each]);
  for (const piece of pieces) addPiece(sheet, piece, style, matrix);
}

function addPiece(
  sheet: Sheet,
  characters: readonly PlacedCharacter[],
  { size, stretch }: TextStyle,
  matrix: Matrix,
): void {
  const [first] = characters;
  const last = characters.at(-1);
  if (first === undefined || last === undefined) return;
  const [a, b, c, d] = matrix;
  const along = Math.hypot(a, b);
  const [x, y] = mapped(matrix, first.x, first.y);
  const end = last.x - first.x + advanceOf(last.text) * size * stretch;
  sheet.texts.push({
    str: characters.map((each) => each.text).join(''),
    x,
    y,
    size: size * Math.hypot(c, d),
    width: end * along,
    angle: (Math.atan2(b, a) * 180) / Math.PI,
  });
}

/** How wide a text is about, in its size: Chinese characters fill a square, others half of one. */
function advanceOf(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 1 : 0.5),
    0,
  );
}
