import { lazy, Suspense } from 'react';
import { assertNever } from '../shared/result.ts';
import type { Route } from './router.ts';
import { useSession } from './store/session.ts';
import { useText } from './text.ts';
import { LoadingState } from './ui/state-view.tsx';

const Welcome = lazy(async () => ({
  default: (await import('./features/welcome/welcome-screen.tsx')).WelcomeScreen,
}));
const Rounds = lazy(async () => ({
  default: (await import('./features/rounds/rounds-screen.tsx')).RoundsScreen,
}));
const Applications = lazy(async () => ({
  default: (await import('./features/applications/applications-screen.tsx')).ApplicationsScreen,
}));
const Declare = lazy(async () => ({
  default: (await import('./features/declare/declare-screen.tsx')).DeclareScreen,
}));
const Review = lazy(async () => ({
  default: (await import('./features/review/review-screen.tsx')).ReviewScreen,
}));
const Finish = lazy(async () => ({
  default: (await import('./features/finish/finish-screen.tsx')).FinishScreen,
}));
const Compare = lazy(async () => ({
  default: (await import('./features/compare/compare-screen.tsx')).CompareScreen,
}));
const Print = lazy(async () => ({
  default: (await import('./features/print/print-screen.tsx')).PrintScreen,
}));
const Guide = lazy(async () => ({
  default: (await import('./features/guide/guide-screen.tsx')).GuideScreen,
}));
const Chair = lazy(async () => ({
  default: (await import('./features/chair/chair-screen.tsx')).ChairScreen,
}));
const Center = lazy(async () => ({
  default: (await import('./features/center/center-screen.tsx')).CenterScreen,
}));
const Settings = lazy(async () => ({
  default: (await import('./features/settings/settings-screen.tsx')).SettingsScreen,
}));
const Verify = lazy(async () => ({
  default: (await import('./features/verify/verify-screen.tsx')).VerifyScreen,
}));

/** The screen of a route. Where one needs an unlocked identity and there is none, welcoming comes first. */
export function ScreenOf(props: { readonly route: Route }) {
  const { t } = useText();
  const { identity } = useSession();
  const { route } = props;
  const open = identity.state === 'unlocked' || isOpenToAll(route);
  return (
    <Suspense fallback={<LoadingState label={t('common.loading')} />}>
      {open ? screenOf(route) : <Welcome />}
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
    case 'compare':
    case 'print':
      return route.round;
    case 'welcome':
    case 'guide':
    case 'rounds':
    case 'chair':
    case 'center':
    case 'settings':
    case 'verify':
      return null;
    default:
      return assertNever(route);
  }
}

function isOpenToAll({ screen }: Route): boolean {
  return ['welcome', 'guide', 'center', 'settings', 'verify'].includes(screen);
}

function screenOf(route: Route): React.ReactNode {
  switch (route.screen) {
    case 'welcome':
      return <Welcome />;
    case 'rounds':
      return <Rounds file={route.file} name={route.name} />;
    case 'applications':
      return <Applications round={route.round} />;
    case 'declare':
      return <Declare round={route.round} application={route.application} />;
    case 'finish':
      return <Finish round={route.round} />;
    case 'compare':
      return <Compare round={route.round} criterion={route.criterion} />;
    case 'print':
      return <Print round={route.round} application={route.application} />;
    case 'guide':
      return <Guide />;
    case 'review':
      return (
        <Review round={route.round} application={route.application} criterion={route.criterion} />
      );
    case 'chair':
      return <Chair round={route.round} part={route.part} application={route.application} />;
    case 'center':
      return <Center round={route.round} />;
    case 'settings':
      return <Settings />;
    case 'verify':
      return <Verify />;
    default:
      return assertNever(route);
  }
}
