import type { CustomScheme } from 'electron';
import { isAppReady } from './app.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

const privileged = new Set<string>();
const handlers = new Map<string, SchemeHandler>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (isAppReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    for (const { scheme, privileges = {} } of schemes) {
      const { standard, secure, supportFetchAPI } = privileges;
      if (!standard || !secure || !supportFetchAPI) {
        throw new Error(`the double serves a scheme only as https would be served: ${scheme}`);
      }
      privileged.add(scheme);
    }
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!isAppReady()) throw new Error('protocol.handle needs a ready app');
    if (!privileged.has(scheme)) throw new Error(`${scheme} was not registered as privileged`);
    if (handlers.has(scheme)) throw new Error(`${scheme} is handled already`);
    handlers.set(scheme, handler);
  },
};

/** What answers requests to an address of the app; `undefined` for one that no scheme of the app owns. */
export function handlerOf(address: string): SchemeHandler | undefined {
  return handlers.get(/^[^:]+/.exec(address)?.[0] ?? '');
}

const suffix = 'electron-double.invalid';

/** Chromium cannot be taught a scheme from outside: there the app's pages live at an https address of their own. */
export function addressInChromium(address: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([\w+.-]+):\/\/([^/]*)(.*)$/.exec(address) ?? [];
  return privileged.has(scheme) ? `https://${host}.${scheme}.${suffix}${rest}` : address;
}

/** The address as the app knows it. */
export function addressInApp(address: string): string {
  const ours = /^(blob:)?https:\/\/([\w.-]+)\.([\w+-]+)\.electron-double\.invalid(.*)$/.exec(
    address,
  );
  if (ours === null) return address;
  const [, blob = '', host, scheme, rest] = ours;
  return `${blob}${scheme}://${host}${rest}`;
}
