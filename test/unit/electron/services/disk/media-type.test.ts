import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../../../../../electron/services/disk/media-type.ts';

const unknown = 'application/octet-stream';

describe('the media type of a document', () => {
  it.each([
    ['a.pdf', '%PDF-1.7', 'application/pdf'],
    ['A.PDF', '%PDF-1.4', 'application/pdf'],
    ['a.png', '\x89PNG\r\n\x1a\n', 'image/png'],
    ['a.jpeg', '\xff\xd8\xff\xe0', 'image/jpeg'],
    ['a.webp', 'RIFF1234WEBPVP8', 'image/webp'],
    ['a.tif', 'II*\0', 'image/tiff'],
    ['a.tiff', 'MM\0*', 'image/tiff'],
    ['a.ofd', 'PK\x03\x04', 'application/ofd'],
    [
      'a.docx',
      'PK\x03\x04',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['a.txt', '说明', 'text/plain'],
  ])('%s is told by name and first bytes', (name, head, expected) => {
    expect(mediaTypeOf(name, Buffer.from(head, 'latin1'))).toBe(expected);
  });

  it.each([
    ['a.pdf', 'MZ\x90'],
    ['a.png', '%PDF-1.7'],
    ['a.exe', 'MZ\x90'],
    ['a.svg', '<svg onload="x()">'],
    ['a.html', '<script>'],
    ['a.txt', 'a\0b'],
    ['a.tif', '\x89PNG'],
    ['a.webp', 'RIFF1234WAVE'],
    ['pdf', '%PDF-1.7'],
  ])('%s that begins otherwise, or is not for viewing, is unknown', (name, head) => {
    expect(mediaTypeOf(name, Buffer.from(head, 'latin1'))).toBe(unknown);
  });
});
