import type { Target } from './cdp.ts';
import { addressInApp, handlerOf } from './protocol.ts';
import { session } from './session.ts';

/** A paused request, as far as Electron looks at it. */
export interface PausedRequest {
  readonly requestId: string;
  readonly resourceType: string;
  readonly frameId: string;
  readonly request: { readonly url: string; readonly method: string };
}

/**
 * Decides every request of a page the way Electron does: a navigation may be refused, then the session's
 * `onBeforeRequest`, then the handler of the scheme; what is left goes out. A page that leaves takes its requests along.
 */
export async function answerRequest(
  target: Target,
  paused: PausedRequest,
  mayNavigate: (address: string) => boolean,
): Promise<void> {
  const { requestId, resourceType, request } = paused;
  const gone = () => undefined;
  const refuse = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
    target.send('Fetch.failRequest', { requestId, errorReason }).catch(gone);
  const url = addressInApp(request.url);
  if (resourceType === 'Document' && !mayNavigate(url)) return void (await refuse('Aborted'));
  const details = { url, method: request.method, resourceType };
  if (!(await session.defaultSession.allows(details)))
    return void (await refuse('BlockedByClient'));
  const handler = handlerOf(url);
  if (handler === undefined)
    return void (await target.send('Fetch.continueRequest', { requestId }).catch(gone));
  try {
    const answer = await answerOf(await handler(new Request(url, { method: request.method })));
    await target.send('Fetch.fulfillRequest', { requestId, ...answer }).catch(gone);
  } catch (error) {
    process.stderr.write(`the handler of ${url} failed: ${error}\n`);
    await refuse('Failed');
  }
}

async function answerOf(response: Response) {
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
  return { responseCode: response.status, responseHeaders, body };
}
