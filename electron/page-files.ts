import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { interludePath } from '../shared/interlude.ts';
import { contentPolicy, pageHeaders } from './content-policy.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/octet-stream',
};

interface PageFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers requests for the app's own files. `null`: there is no such file. */
export type PageFiles = (pathname: string) => Promise<PageFile | null>;

/**
 * Serves exactly the files that lie in `folder` now, by an explicit map from URL path to file: no path from a
 * request ever reaches the file system. A page gets its policy with a fresh nonce.
 */
export function pageFiles(folder: string): PageFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const type = mediaTypes[path.extname(entry.name)];
    if (entry.isFile() && type !== undefined) {
      files.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, file);
    }
  }
  return async (pathname) => {
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    if (file === undefined) return null;
    const page = await readPageFile(file);
    return pathname === interludePath ? leavingProcess(page) : page;
  };
}

async function readPageFile(file: string): Promise<PageFile> {
  const content = await readFile(file);
  const type = mediaTypes[path.extname(file)]!;
  const nonce = randomBytes(16).toString('base64url');
  const headers = {
    ...pageHeaders,
    'content-type': type,
    'content-security-policy': contentPolicy(nonce),
    'cache-control': 'no-store',
  };
  if (!type.startsWith('text/html')) return { body: content, headers };
  return {
    body: Buffer.from(content.toString('utf8').replaceAll('__CSP_NONCE__', nonce)),
    headers,
  };
}

/** See `interludePath`. */
function leavingProcess({ body, headers }: PageFile): PageFile {
  return { body, headers: { ...headers, 'cross-origin-opener-policy': 'unsafe-none' } };
}
