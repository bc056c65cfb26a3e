/** What decides whether a request to the loopback host is answered. Header values as received, `undefined` when absent. */
export interface RequestFacts {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: sent by every browser that the app opens in. */
  readonly site: string | undefined;
  /** `Sec-Fetch-Dest`: what the answer is for; `document` is a window. */
  readonly destination: string | undefined;
  readonly contentType: string | undefined;
  readonly secret: string | undefined;
}

/** What this run of the host expects. */
interface HostFacts {
  /** `haizhi.localhost:<port>` */
  readonly authority: string;
  readonly isSecret: (candidate: string) => boolean;
}

export type RequestRefusal =
  | 'wrong-host'
  | 'cross-site'
  | 'wrong-origin'
  | 'wrong-secret'
  | 'wrong-type'
  | 'wrong-method';

const contentTypes: Readonly<Record<string, string>> = {
  call: 'application/json',
  files: 'application/octet-stream',
};

/**
 * Judges one request; `null` lets it through. Another page in the same browser can send requests here, and a
 * hostile name can resolve to 127.0.0.1: hence exact host (rebinding), origin and site (forgery), and a secret
 * in a header that no other page knows and no form can send. The app's own files hold no data and need none; a
 * window may come to them from anywhere, since the app is opened from a page on disk. A frame may not.
 */
export function refusalOf(request: RequestFacts, expected: HostFacts): RequestRefusal | null {
  if (request.host !== expected.authority) return 'wrong-host';
  const [, area = ''] = request.path.split('/');
  const type = contentTypes[area];
  const isWindow = type === undefined && request.destination === 'document';
  const site = request.site ?? 'none';
  if (site !== 'same-origin' && site !== 'none' && !isWindow) return 'cross-site';
  if (type === undefined) return request.method === 'GET' ? null : 'wrong-method';
  if (request.secret === undefined || !expected.isSecret(request.secret)) return 'wrong-secret';
  if (request.method === 'GET') return area === 'files' ? null : 'wrong-method';
  if (request.method !== 'POST') return 'wrong-method';
  if (request.origin !== `http://${expected.authority}`) return 'wrong-origin';
  return request.contentType === type ? null : 'wrong-type';
}
