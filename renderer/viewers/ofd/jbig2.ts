import { drawPage } from '../pdf/draw-page.ts';
import { openPdf } from '../pdf/open-pdf.ts';

const fileHeader = [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a];
const sequential = 1;
const countUnknown = 2;
const pageInformation = 48;

/**
 * Decodes the one page of a JBIG2 file. pdf.js has a decoder in its worker, so the picture is put into a PDF of one
 * page and drawn by it. `null` for a file whose segments are not in sequence, or with more pixels than `limit`.
 */
export async function decodeJbig2(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<ImageBitmap | null> {
  const page = embedded(bytes);
  if (page === null || page.width * page.height > limit) return null;
  const pdf = pdfWith(page);
  const done = new AbortController();
  try {
    const source = {
      name: 'jbig2',
      mediaType: 'application/pdf',
      size: pdf.length,
      read: async (offset: number, length: number) => pdf.slice(offset, offset + length),
    };
    const { document } = await openPdf(source, done.signal);
    const drawing = drawPage(await document.getPage(1), 1);
    await drawing.done;
    return await createImageBitmap(drawing.canvas);
  } finally {
    done.abort();
  }
}

interface Embedded {
  readonly width: number;
  readonly height: number;
  readonly segments: Uint8Array<ArrayBuffer>;
}

/** The segments without the file's header, as a PDF holds them, and the size that the first one tells. */
function embedded(bytes: Uint8Array<ArrayBuffer>): Embedded | null {
  if (fileHeader.some((byte, place) => bytes[place] !== byte)) return null;
  const flags = bytes[8] ?? 0;
  if ((flags & sequential) === 0) return null;
  const segments = bytes.slice((flags & countUnknown) === 0 ? 13 : 9);
  // Number, flags, references, page and length come before the data of the first segment.
  if (segments.length < 19 || (segments[4]! & 0x3f) !== pageInformation) return null;
  const view = new DataView(segments.buffer);
  const [width, height] = [view.getUint32(11), view.getUint32(15)];
  return width > 0 && height > 0 && height < 0xffffffff ? { width, height, segments } : null;
}

function pdfWith({ width, height, segments }: Embedded): Uint8Array<ArrayBuffer> {
  const image =
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray ` +
    `/BitsPerComponent 1 /Filter /JBIG2Decode /Length ${segments.length}`;
  const content = `${width} 0 0 ${height} 0 0 cm /I Do`;
  const encoder = new TextEncoder();
  const parts = [
    encoder.encode(
      `%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n` +
        `2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n` +
        `3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R ` +
        `/Resources <</XObject <</I 5 0 R>>>>>>\nendobj\n` +
        `4 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n` +
        `5 0 obj\n<<${image}>>\nstream\n`,
    ),
    segments,
    encoder.encode('\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n'),
  ];
  const pdf = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    pdf.set(part, at);
    at += part.length;
  }
  return pdf;
}
