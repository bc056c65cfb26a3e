import type { HaizhiContract } from '../shared/contract.ts';
import type { FileReference } from '../shared/exchange.ts';
import type { Failure } from '../shared/failures.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Client, connect, type Reply } from '../shared/rpc.ts';
import { chooseFiles, giveToBrowser } from './page-files.ts';

/** The Electron preload's only gift to the page. */
interface Bridge {
  readonly call: (name: string, input: unknown) => Promise<unknown>;
  /** A file that a person dropped; answers as an upload does. */
  readonly take: (file: File) => Promise<unknown>;
}
declare global {
  interface Window {
    readonly bridge?: Bridge;
  }
}

/** The other half of the app did not answer: it was closed, or this page belongs to an earlier run of it. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('the app does not answer', { cause });
    this.name = 'UnreachableError';
  }
}

const secret = takeSecret();

/** Only the fragment differs when the address of a new start is opened in a window of an earlier one. */
window.addEventListener('hashchange', () => {
  if (takeSecret() !== secret) location.reload();
});

/** Calls one operation of the contract. Rejects with `FaultError` for a bug and `UnreachableError` for a cut wire. */
export const call: Client<HaizhiContract> = connect(window.bridge?.call ?? callOverHttp);

const everyMinute = 60_000;

/** In a browser the host ends when no page is there: an open one says so every minute, which keeps no keys in memory. */
export function stayConnected(): void {
  if (window.bridge !== undefined) return;
  setInterval(() => void call('app.info', {}).catch(() => undefined), everyMinute);
}

/** A name for one long call, to ask for its progress (`work.read`) and to cancel it (`work.cancel`). */
export function newWork(): string {
  return crypto.randomUUID();
}

type Purpose = 'bundle' | 'workbooks' | 'requests' | 'backup' | 'round-folder';

/**
 * Lets the person choose files: with the system's dialog in Electron, with the browser's own otherwise. Nothing
 * chosen gives an empty list.
 */
export async function pickFiles(
  purpose: Purpose,
): Promise<Result<readonly FileReference[], Failure>> {
  if (window.bridge !== undefined || purpose === 'round-folder') {
    const picked = await call('files.pick', { purpose });
    return !picked.ok && picked.failure.kind === 'cancelled' ? ok([]) : picked;
  }
  return takeFiles(await chooseFiles(purpose));
}

/** Hands files of the page (chosen or dropped) over; the first one that is refused ends it. */
export async function takeFiles(
  files: readonly File[],
): Promise<Result<readonly FileReference[], Failure>> {
  const taken: FileReference[] = [];
  for (const file of files) {
    const reference = await takeFile(file);
    if (!reference.ok) return reference;
    taken.push(reference.value);
  }
  return ok(taken);
}

/** Hands one file of the page over to the privileged side: by its place where it has one, by its bytes in a browser. */
async function takeFile(file: File): Promise<Result<FileReference, Failure>> {
  const take = window.bridge?.take ?? upload;
  const reply = (await take(file)) as Reply;
  if ('fault' in reply) throw new Error(`taking a file: ${reply.fault}`);
  return reply as Result<FileReference, Failure>;
}

async function upload(file: File): Promise<unknown> {
  const response = await reach(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-haizhi-secret': secret },
    body: file,
  });
  return response.json();
}

/** Gives a file of the privileged side to the person: a save dialog in Electron, a download otherwise. */
export async function saveFile(
  file: FileReference,
): Promise<Result<{ readonly name: string }, Failure>> {
  if (window.bridge !== undefined) return call('files.save', { file: file.token });
  const response = await reach(`/files/${file.token}`, { headers: { 'x-haizhi-secret': secret } });
  giveToBrowser(await response.blob(), file.name);
  return ok({ name: file.name });
}

/** Runs something that calls; a cut wire becomes a failure that can be shown, a bug stays thrown. */
export async function reaching<T, F>(
  run: () => Promise<Result<T, F>>,
): Promise<Result<T, F | Failure<'unreachable'>>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UnreachableError) return fail({ kind: 'unreachable' });
    throw error;
  }
}

async function callOverHttp(name: string, input: unknown): Promise<unknown> {
  const response = await reach(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-haizhi-secret': secret },
    body: JSON.stringify(input),
  });
  return response.json();
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  const response = await fetch(path, request).catch((error: unknown) => {
    throw new UnreachableError(error);
  });
  if (!response.ok) throw new UnreachableError(new Error(`${path}: ${response.status}`));
  return response;
}

/** The launch secret comes in the fragment. It leaves the address bar at once and survives a reload of this tab only. */
function takeSecret(): string {
  const given = /^#([A-Za-z0-9_-]{43})$/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem('secret', given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem('secret') ?? '';
}
