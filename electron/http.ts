import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Reply } from '../shared/rpc.ts';
import type { PageFiles } from './page-files.ts';
import { type RequestRefusal, refusalOf } from './request-policy.ts';

/** What the loopback door needs of the app behind it. */
export interface HttpDoor {
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  /** Takes a file from the page; answers with a file reference or a failure. */
  readonly receive: (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<Reply>;
  /** The file behind a token, for a download; `null` when the token is unknown. */
  readonly send: (token: string) => OutgoingFile | null;
  readonly page: PageFiles;
  /** Called for every refused request, for the log. */
  readonly refused: (reason: RequestRefusal, path: string) => void;
}

interface OutgoingFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface HttpHost {
  /** `http://haizhi.localhost:<port>` */
  readonly origin: string;
  /** The address with this run's secret in the fragment, which browsers never send. */
  readonly address: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Browsers resolve it to this machine by themselves. */
export const hostName = 'haizhi.localhost';
/** Calls carry text: the largest is a batch of review events. Files come another way. */
const maxCallBytes = 16 * 1024 * 1024;
const statusOf: Readonly<Record<RequestRefusal, number>> = {
  'wrong-host': 421,
  'cross-site': 403,
  'wrong-origin': 403,
  'wrong-secret': 401,
  'wrong-type': 415,
  'wrong-method': 405,
};

/**
 * Opens the app on 127.0.0.1 for a browser on this machine. `port` 0 lets the system choose.
 * @throws when the port is taken.
 */
export async function listen(door: HttpDoor, port: number): Promise<HttpHost> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer({ requestTimeout: 0, headersTimeout: 10_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const chosen = (server.address() as AddressInfo).port;
  const authority = `${hostName}:${chosen}`;
  const expected = { authority, isSecret: sameAs(secret) };
  server.on('request', (request, response) => {
    handle(door, expected, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const origin = `http://${authority}`;
  return { origin, address: `${origin}/#${secret}`, port: chosen, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Compares in constant time, whatever the lengths. */
function sameAs(secret: string): (candidate: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const known = digest(secret);
  return (candidate) => timingSafeEqual(known, digest(candidate));
}

async function handle(
  door: HttpDoor,
  expected: Parameters<typeof refusalOf>[1],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = addressOf(request, expected.authority);
  if (url === null) return end(response, 400);
  const refusal = refusalOf(
    {
      method: request.method ?? '',
      path: url.pathname,
      host: request.headers.host,
      origin: request.headers.origin,
      site: single(request.headers['sec-fetch-site']),
      destination: single(request.headers['sec-fetch-dest']),
      contentType: request.headers['content-type'],
      secret: single(request.headers['x-haizhi-secret']),
    },
    expected,
  );
  if (refusal !== null) {
    door.refused(refusal, url.pathname);
    return end(response, statusOf[refusal]);
  }
  const [, area, name = ''] = url.pathname.split('/');
  if (area === 'call') return answerCall(door, name, request, response);
  if (area !== 'files') return answerPage(door, url.pathname, response);
  if (request.method === 'GET') return answerFile(door, name, response);
  const fileName = url.searchParams.get('name') ?? '';
  return answerJson(response, await door.receive(fileName, request));
}

/** `null` for what no browser sends: a target that is no path. */
function addressOf(request: IncomingMessage, authority: string): URL | null {
  const target = request.url ?? '';
  const base = `http://${authority}`;
  return target.startsWith('/') && URL.canParse(`${base}${target}`)
    ? new URL(`${base}${target}`)
    : null;
}

async function answerCall(
  door: HttpDoor,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) return end(response, 413);
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return end(response, 400);
  }
  return answerJson(response, await door.call(name, input));
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxCallBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function answerJson(response: ServerResponse, reply: Reply): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(reply));
}

async function answerPage(
  door: HttpDoor,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const file = await door.page(pathname);
  if (file === null) return end(response, 404);
  response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
  response.end(file.body);
}

async function answerFile(door: HttpDoor, token: string, response: ServerResponse): Promise<void> {
  const file = door.send(token);
  if (file === null) return end(response, 404);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  await pipeline(file.bytes, response);
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  response.end();
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
