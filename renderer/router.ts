import { useSyncExternalStore } from 'react';

/** Where in the app somebody is. The address says it, so going back and reloading work. */
export type Route =
  /** With a backup that the system handed over: its token and its name. */
  | {
      readonly screen: 'welcome';
      readonly file?: string | undefined;
      readonly name?: string | undefined;
    }
  /** With a bundle that the system handed over (double click, menu): its token and its name. */
  | {
      readonly screen: 'rounds';
      readonly file?: string | undefined;
      readonly name?: string | undefined;
    }
  | { readonly screen: 'applications'; readonly round: string }
  | {
      readonly screen: 'declare';
      readonly round: string;
      readonly application?: string | undefined;
    }
  | {
      readonly screen: 'review';
      readonly round: string;
      readonly application: string;
      readonly criterion?: string | undefined;
    }
  | { readonly screen: 'finish'; readonly round: string }
  /** One's own scores side by side: at a criterion, or all of them. */
  | { readonly screen: 'compare'; readonly round: string; readonly criterion?: string | undefined }
  /** One's opinion on paper, of one application or all. */
  | { readonly screen: 'print'; readonly round: string; readonly application?: string | undefined }
  | { readonly screen: 'guide' }
  | {
      readonly screen: 'chair';
      readonly round: string;
      /** A page of the chair's work; the application only with one. */
      readonly part?: string | undefined;
      readonly application?: string | undefined;
    }
  | { readonly screen: 'center'; readonly round?: string | undefined }
  | { readonly screen: 'settings' }
  | { readonly screen: 'verify' };

/** The route as the address says it: `#/review/2026-A/a07/7(3)`. */
export function hashOf(route: Route): string {
  const parts: (string | undefined)[] = [route.screen];
  if ('round' in route) parts.push(route.round);
  if ('file' in route) parts.push(route.file, route.name);
  if ('part' in route) parts.push(route.part);
  if ('application' in route) parts.push(route.application);
  if ('criterion' in route) parts.push(route.criterion);
  const given = parts.filter((part) => part !== undefined);
  return `#/${given.map((part) => encodeURIComponent(part)).join('/')}`;
}

/** The route that an address names; anything that is not one leads to the welcome screen. */
export function routeOf(hash: string): Route {
  const [screen, round, application, criterion] = hash.replace(/^#\/?/, '').split('/').map(decode);
  switch (screen) {
    case 'guide':
    case 'settings':
    case 'verify':
      return { screen };
    case 'welcome':
    case 'rounds':
      return round === undefined ? { screen } : { screen, file: round, name: application };
    case 'center':
      return { screen, round };
    case 'applications':
    case 'finish':
      return round === undefined ? { screen: 'rounds' } : { screen, round };
    case 'chair':
      if (round === undefined) return { screen: 'rounds' };
      return { screen, round, part: application, application: criterion };
    case 'compare':
      return round === undefined ? { screen: 'rounds' } : { screen, round, criterion: application };
    case 'declare':
    case 'print':
      return round === undefined ? { screen: 'rounds' } : { screen, round, application };
    case 'review':
      if (round === undefined) return { screen: 'rounds' };
      if (application === undefined) return { screen: 'applications', round };
      return { screen, round, application, criterion };
    default:
      return { screen: 'welcome' };
  }
}

/** Goes to a screen; `replace` leaves no step to come back to. */
export function go(route: Route, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') location.hash = hashOf(route);
  else {
    history.replaceState(null, '', hashOf(route));
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

/** Where the app is now. */
export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onHashChange, () => location.hash));
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

function decode(part: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
