import path from 'node:path';

/** How a content begins: bytes at an offset. */
interface Magic {
  readonly mediaType: string;
  readonly extensions: readonly string[];
  readonly starts: readonly { readonly at: number; readonly bytes: string }[];
}

const office = 'application/vnd.openxmlformats-officedocument';
const zip = [{ at: 0, bytes: 'PK\x03\x04' }];
const compound = [{ at: 0, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' }];

const known: readonly Magic[] = [
  { mediaType: 'application/pdf', extensions: ['.pdf'], starts: [{ at: 0, bytes: '%PDF-' }] },
  {
    mediaType: 'image/png',
    extensions: ['.png'],
    starts: [{ at: 0, bytes: '\x89PNG\r\n\x1a\n' }],
  },
  {
    mediaType: 'image/jpeg',
    extensions: ['.jpg', '.jpeg'],
    starts: [{ at: 0, bytes: '\xff\xd8\xff' }],
  },
  { mediaType: 'image/gif', extensions: ['.gif'], starts: [{ at: 0, bytes: 'GIF8' }] },
  { mediaType: 'image/bmp', extensions: ['.bmp'], starts: [{ at: 0, bytes: 'BM' }] },
  {
    mediaType: 'image/webp',
    extensions: ['.webp'],
    starts: [
      { at: 0, bytes: 'RIFF' },
      { at: 8, bytes: 'WEBP' },
    ],
  },
  { mediaType: 'image/tiff', extensions: ['.tif', '.tiff'], starts: [{ at: 0, bytes: 'II*\0' }] },
  { mediaType: 'image/tiff', extensions: ['.tif', '.tiff'], starts: [{ at: 0, bytes: 'MM\0*' }] },
  { mediaType: 'image/avif', extensions: ['.avif'], starts: [{ at: 4, bytes: 'ftypavif' }] },
  { mediaType: `${office}.wordprocessingml.document`, extensions: ['.docx'], starts: zip },
  { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['.xlsx'], starts: zip },
  { mediaType: `${office}.presentationml.presentation`, extensions: ['.pptx'], starts: zip },
  { mediaType: 'application/ofd', extensions: ['.ofd'], starts: zip },
  { mediaType: 'application/zip', extensions: ['.zip'], starts: zip },
  { mediaType: 'application/msword', extensions: ['.doc'], starts: compound },
  { mediaType: 'application/vnd.ms-excel', extensions: ['.xls'], starts: compound },
  { mediaType: 'application/vnd.ms-powerpoint', extensions: ['.ppt'], starts: compound },
];

const unknown = 'application/octet-stream';

/** How many bytes of the beginning `mediaTypeOf` looks at. */
export const headLength = 4_096;

/**
 * The media type of a document when its extension and its first bytes agree, else `application/octet-stream`:
 * what calls itself one thing and begins like another is never handed to a viewer.
 */
export function mediaTypeOf(name: string, head: Uint8Array): string {
  const extension = path.extname(name).toLowerCase();
  const named = known.filter((each) => each.extensions.includes(extension));
  if (named.length > 0) {
    const match = named.find(({ starts }) => starts.every((each) => begins(head, each)));
    return match?.mediaType ?? unknown;
  }
  return ['.txt', '.csv', '.md'].includes(extension) && isText(head) ? 'text/plain' : unknown;
}

function begins(head: Uint8Array, start: Magic['starts'][number]): boolean {
  const expected = Buffer.from(start.bytes, 'latin1');
  return expected.equals(head.subarray(start.at, start.at + expected.length));
}

function isText(head: Uint8Array): boolean {
  return head.length > 0 && !head.includes(0);
}
