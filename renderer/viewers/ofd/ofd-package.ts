import { ViewerError } from '../evidence.ts';
import { boundedDirectory } from '../read-office.ts';
import { unpack } from '../zip/unpack.ts';
import type { ZipItem } from '../zip/zip-directory.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

/** The files inside an OFD by their paths. */
export interface OfdPackage {
  /** The content of a file; `null` where there is none of that path. Rejects with `ViewerError`. */
  readonly read: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** A file as XML; `null` where there is none. Rejects with `ViewerError`. */
  readonly xml: (path: string) => Promise<XmlElement | null>;
}

const mostXml = 60_000_000;

/** Opens the ZIP around an OFD, within the limits of every office document. Throws `ViewerError`. */
export function openPackage(bytes: Uint8Array<ArrayBuffer>): OfdPackage {
  const items = new Map<string, ZipItem>();
  for (const item of boundedDirectory(bytes)) {
    const path = item.name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
    if (items.has(path) && !path.endsWith('/')) throw new ViewerError('damaged');
    items.set(path, item);
  }
  const read = async (path: string) => {
    const item = items.get(path.toLowerCase());
    return item === undefined ? null : unpack(bytes, item);
  };
  return {
    read,
    xml: async (path) => {
      const item = items.get(path.toLowerCase());
      if (item !== undefined && item.size > mostXml) throw new ViewerError('too-large');
      const content = await read(path);
      return content === null ? null : readXml(content);
    },
  };
}

/**
 * The path that `location` means when it stands in the file or folder `base`: from the root with a leading slash, else
 * from there. Steps up end at the root.
 */
export function pathFrom(base: string, location: string): string {
  const plain = location.trim().replaceAll('\\', '/');
  const start = plain.startsWith('/') ? [] : base.split('/');
  const path: string[] = [];
  for (const step of [...start, ...plain.split('/')]) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** The folder of a file. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
