import { Suspense } from 'react';
import { assertNever } from '../shared/result.ts';
import type { Route } from './router.ts';
import { useSession } from './store/session.ts';
import { useText } from './text.ts';
import { LoadingState } from './ui/state-view.tsx';

/** The screen of a route. Where one needs an unlocked identity and there is none, welcoming comes first. */
export function ScreenOf(props: { readonly route: Route }) {
  const { t } = useText();
  const { identity } = useSession();
  const { route } = props;
  const open = identity.state === 'unlocked' || isOpenToAll(route);
  return (
    <Suspense fallback={<LoadingState label={t('common.loading')} />}>
      {open ? screenOf(route) : null}
    </Suspense>
  );
}

/** The round whose review a screen works on; `null` for the others. */
export function reviewedRound(route: Route): string | null {
  switch (route.screen) {
    case 'applications':
    case 'declare':
    case 'review':
    case 'finish':
      return route.round;
    case 'welcome':
    case 'rounds':
    case 'chair':
    case 'center':
    case 'verify':
      return null;
    default:
      return assertNever(route);
  }
}

function isOpenToAll({ screen }: Route): boolean {
  return screen === 'welcome' || screen === 'center' || screen === 'verify';
}

function screenOf(route: Route): React.ReactNode {
  switch (route.screen) {
    case 'welcome':
    case 'rounds':
    case 'applications':
    case 'declare':
    case 'finish':
    case 'review':
    case 'chair':
    case 'center':
    case 'verify':
      return null;
    default:
      return assertNever(route);
  }
}
