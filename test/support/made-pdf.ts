import { randomFillSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** What stands on a page: lines of Latin text, and if asked for a picture. */
export interface MadePage {
  readonly lines: readonly string[];
  /** A picture of so many bytes that no compression makes smaller. */
  readonly pictureBytes?: number;
  /** A black picture, so many pixels wide and high. */
  readonly blackEdge?: number;
  /** Width and height in points; A4 where nothing is said. */
  readonly size?: readonly [number, number];
}

/** Side of the square that a picture fills, and space between lines, in points. */
const side = 400;
const leading = 14;

/** A PDF of A4 pages, with a table of its objects so that a reader finds each of them at once. */
export function madePdf(pages: readonly MadePage[]): Buffer {
  const kids = pages.map((_, place) => `${4 + 3 * place} 0 R`).join(' ');
  const objects = [
    text('<< /Type /Catalog /Pages 2 0 R >>'),
    text(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`),
    text('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    ...pages.flatMap((page, place) => pageObjects(page, 4 + 3 * place)),
  ];
  const parts = [text('%PDF-1.4\n')];
  const places: number[] = [];
  let at = parts[0]!.length;
  for (const [place, object] of objects.entries()) {
    places.push(at);
    const whole = [text(`${place + 1} 0 obj\n`), object, text('\nendobj\n')];
    parts.push(...whole);
    at += whole.reduce((sum, each) => sum + each.length, 0);
  }
  const rows = places.map((each) => `${String(each).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    text(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`),
    text(`trailer << /Root 1 0 R /Size ${size} >>\nstartxref\n${at}\n%%EOF`),
  );
  return Buffer.concat(parts);
}

/** The page, what is drawn on it, and its picture. */
function pageObjects(page: MadePage, first: number): readonly Buffer[] {
  const { lines, pictureBytes = 0, blackEdge = 0, size = [595, 842] } = page;
  const [width, height] = size;
  const written = lines.map((line) => `(${line}) Tj 0 -${leading} Td`).join(' ');
  const drawn = pictureBytes + blackEdge > 0 ? ` q ${side} 0 0 ${side} 90 60 cm /P Do Q` : '';
  const content = text(`BT /F 11 Tf 60 ${height - 42} Td ${written} ET${drawn}`);
  const resources = `/Font << /F 3 0 R >> /XObject << /P ${first + 2} 0 R >>`;
  return [
    text(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${first + 1} 0 R /Resources << ${resources} >> >>`,
    ),
    stream('', content),
    blackEdge > 0 ? blackPicture(blackEdge) : grainyPicture(pictureBytes),
  ];
}

function grainyPicture(bytes: number): Buffer {
  const edge = Math.max(1, Math.floor(Math.sqrt(bytes)));
  return picture(edge, '/BitsPerComponent 8', randomFillSync(Buffer.alloc(edge * edge)));
}

function blackPicture(edge: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(edge / 8) * edge);
  return picture(edge, '/BitsPerComponent 1 /Filter /FlateDecode', deflateSync(bits));
}

function picture(edge: number, coding: string, bytes: Buffer): Buffer {
  const shape = `/Type /XObject /Subtype /Image /Width ${edge} /Height ${edge} /ColorSpace /DeviceGray`;
  return stream(`${shape} ${coding}`, bytes);
}

function stream(entries: string, bytes: Buffer): Buffer {
  const head = text(`<< ${entries} /Length ${bytes.length} >>\nstream\n`);
  return Buffer.concat([head, bytes, text('\nendstream')]);
}

function text(words: string): Buffer {
  return Buffer.from(words, 'latin1');
}
