export type ViewerKind =
  | 'pdf'
  | 'ofd'
  | 'tiff'
  | 'image'
  | 'document'
  | 'workbook'
  | 'text'
  | 'none';

const office = 'application/vnd.openxmlformats-officedocument';

/** What the browser draws by itself and safely; SVG is a program rather than a picture and is left out. */
const pictures = new Set(
  ['png', 'jpeg', 'gif', 'bmp', 'webp', 'avif'].map((format) => `image/${format}`),
);

/** Which viewer shows a media type; `none` where no viewer does. */
export function viewerOf(mediaType: string): ViewerKind {
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType === 'application/ofd') return 'ofd';
  if (mediaType === 'image/tiff') return 'tiff';
  if (pictures.has(mediaType)) return 'image';
  if (mediaType === `${office}.wordprocessingml.document`) return 'document';
  if (mediaType === `${office}.spreadsheetml.sheet`) return 'workbook';
  return mediaType === 'text/plain' || mediaType === 'text/csv' ? 'text' : 'none';
}
