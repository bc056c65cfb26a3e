type ViewerKind = 'pdf' | 'ofd' | 'tiff' | 'image' | 'document' | 'workbook' | 'text' | 'none';

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

/** Kinds that people send and no viewer shows, by what a person calls them. */
const unshown = {
  'application/msword': 'oldDocument',
  'application/vnd.ms-excel': 'oldWorkbook',
  'application/vnd.ms-powerpoint': 'oldSlides',
  [`${office}.presentationml.presentation`]: 'slides',
  'application/zip': 'archive',
} as const;

/** What a media type is called: the key of its name below `viewer.kind`, `none` where nothing is known of it. */
export function kindOf(mediaType: string): ViewerKind | (typeof unshown)[keyof typeof unshown] {
  const viewer = viewerOf(mediaType);
  if (viewer !== 'none' || !(mediaType in unshown)) return viewer;
  return unshown[mediaType as keyof typeof unshown];
}
