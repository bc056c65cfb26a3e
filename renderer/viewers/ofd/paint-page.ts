import { assertNever } from '../../../shared/result.ts';
import { ownFamily } from '../own-font.ts';
import type { Clip, Drawing, Paint, PathDrawing, Pen, TextDrawing } from './drawing.ts';
import { type Matrix, pointsPerMillimetre } from './geometry.ts';
import { squeezeOf } from './letter-room.ts';
import type { ReadyPage } from './ofd-file.ts';

/** More pixels than this cost memory that nobody sees; such a page is painted coarser. */
const mostPixels = 16_000_000;
/** Lines thinner than this, in pixels, vanish. */
const thinnest = 0.8;
/** Drawings between two looks at whether somebody waits for the page. */
const portion = 2_000;

/** Paints a page into a canvas. `scale`: CSS pixels per point. */
export async function paintPage(
  canvas: HTMLCanvasElement,
  page: ReadyPage,
  scale: number,
): Promise<void> {
  const { width, height } = page.box;
  const perMillimetre = scale * pointsPerMillimetre;
  const ratio = Math.max(1, window.devicePixelRatio);
  const area = width * height * perMillimetre ** 2;
  const density = perMillimetre * Math.min(ratio, Math.sqrt(mostPixels / Math.max(1, area)));
  canvas.width = Math.max(1, Math.floor(width * density));
  canvas.height = Math.max(1, Math.floor(height * density));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  await loadOwnFont(page.drawings);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, drawing] of page.drawings.entries()) {
    context.save();
    context.setTransform(density, 0, 0, density, 0, 0);
    paint(context, drawing, page);
    context.restore();
    if (index % portion === portion - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The app's own font is fetched in parts, for the characters that are needed. */
async function loadOwnFont(drawings: readonly Drawing[]): Promise<void> {
  const words = drawings.flatMap((each) =>
    each.kind === 'text' ? each.runs.map(({ text }) => text) : [],
  );
  const letters = [...new Set(words.join(''))].join('');
  if (letters !== '') await document.fonts.load(`16px "${ownFamily}"`, letters);
}

function paint(context: CanvasRenderingContext2D, drawing: Drawing, page: ReadyPage): void {
  for (const clip of drawing.clips) clipTo(context, clip);
  context.transform(...drawing.matrix);
  context.globalAlpha = drawing.alpha;
  switch (drawing.kind) {
    case 'path':
      paintPath(context, drawing);
      break;
    case 'text':
      paintText(context, drawing);
      break;
    case 'image':
      if (drawing.sheer) context.globalCompositeOperation = 'multiply';
      paintPicture(context, page.decoded[drawing.picture] ?? null);
      break;
    default:
      assertNever(drawing);
  }
}

function paintPicture(context: CanvasRenderingContext2D, picture: ImageBitmap | null): void {
  if (picture !== null) context.drawImage(picture, 0, 0, 1, 1);
}

function clipTo(context: CanvasRenderingContext2D, { areas }: Clip): void {
  const whole = new Path2D();
  for (const { matrix, path } of areas) whole.addPath(new Path2D(path), domMatrix(matrix));
  context.clip(whole);
}

function domMatrix(matrix: Matrix): DOMMatrix {
  return new DOMMatrix([...matrix]);
}

function paintPath(context: CanvasRenderingContext2D, drawing: PathDrawing): void {
  const path = new Path2D(drawing.path);
  if (drawing.fill !== null) {
    context.fillStyle = styleOf(context, drawing.fill);
    context.fill(path, drawing.evenOdd ? 'evenodd' : 'nonzero');
  }
  if (drawing.stroke !== null) {
    takePen(context, drawing.stroke);
    context.stroke(path);
  }
}

function paintText(context: CanvasRenderingContext2D, drawing: TextDrawing): void {
  const { size, weight, italic, fill, stroke } = drawing;
  // Browsers refuse tiny sizes, and millimetres are tiny: text is written at 100 and made smaller.
  const shrink = size / 100;
  context.font = `${italic ? 'italic ' : ''}${weight} 100px ${familiesOf(drawing.family)}`;
  if (fill !== null) context.fillStyle = styleOf(context, fill);
  if (stroke !== null) takePen(context, { ...stroke, width: stroke.width / shrink });
  for (const [place, { text, x, y }] of drawing.runs.entries()) {
    const width = context.measureText(text).width * shrink * drawing.stretch;
    const squeeze = drawing.turn === 0 ? squeezeOf(drawing.runs, place, width, drawing.end) : 1;
    context.save();
    context.translate(x, y);
    context.rotate((drawing.turn * Math.PI) / 180);
    context.scale(shrink * drawing.stretch * squeeze, shrink);
    if (fill !== null) context.fillText(text, 0, 0);
    if (stroke !== null) context.strokeText(text, 0, 0);
    context.restore();
  }
}

/** The family that the file names, where it can be one, then the app's own. */
function familiesOf(family: string): string {
  const isName = /^[\p{L}\p{N} ._+-]{1,100}$/u.test(family);
  const fixed = /courier|mono|consolas/i.test(family) ? ', monospace' : '';
  return `${isName ? `"${family}"${fixed}, ` : ''}"${ownFamily}", sans-serif`;
}

function takePen(context: CanvasRenderingContext2D, pen: Pen): void {
  const { a, b, c, d } = context.getTransform();
  const scale = Math.sqrt(Math.abs(a * d - b * c)) || Math.hypot(a, b) || 1;
  context.strokeStyle = styleOf(context, pen.paint);
  context.lineWidth = Math.max(pen.width, thinnest / scale);
  context.lineCap = pen.cap;
  context.lineJoin = pen.join;
  context.setLineDash([...pen.dashes]);
  context.lineDashOffset = pen.dashOffset;
}

function styleOf(context: CanvasRenderingContext2D, paint: Paint): string | CanvasGradient {
  if (paint.kind === 'solid') return paint.colour;
  const gradient =
    paint.kind === 'axial'
      ? context.createLinearGradient(...paint.from, ...paint.to)
      : context.createRadialGradient(...paint.from, ...paint.to);
  for (const { at, colour } of paint.stops) gradient.addColorStop(at, colour);
  return gradient;
}
