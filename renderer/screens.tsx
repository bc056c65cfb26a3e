import { type ComponentType, lazy, Suspense } from 'react';
import { assertNever } from '../shared/result.ts';
import { call } from './client.ts';
import type { Route } from './router.ts';
import { useSession } from './store/session.ts';
import { useText } from './text.ts';
import { LoadingState } from './ui/state-view.tsx';

type Load<Props> = () => Promise<ComponentType<Props>>;

const loads: (() => Promise<unknown>)[] = [];

/** A screen whose code comes when it is first shown, or in idle time before. */
function fetched<Props extends object>(load: Load<Props>) {
  loads.push(load);
  return lazy(async () => ({ default: await load().catch(explain) }));
}

/** Code that does not come from an app that answers is a bug; else the app does not answer, and the call says so. */
async function explain(error: unknown): Promise<never> {
  await call('app.info', {});
  throw error;
}

/** Fetches all screens one by one while nobody works: they open then even when the other half of the app has died. */
export function fetchScreensWhenIdle(): void {
  const [next, ...rest] = loads.splice(0);
  if (next === undefined) return;
  loads.push(...rest);
  requestIdleCallback(
    () =>
      void next()
        .catch(() => undefined)
        .then(fetchScreensWhenIdle),
  );
}

const Welcome = fetched(
  async () => (await import('./features/welcome/welcome-screen.tsx')).WelcomeScreen,
);
const Rounds = fetched(
  async () => (await import('./features/rounds/rounds-screen.tsx')).RoundsScreen,
);
const Applications = fetched(
  async () => (await import('./features/applications/applications-screen.tsx')).ApplicationsScreen,
);
const Declare = fetched(
  async () => (await import('./features/declare/declare-screen.tsx')).DeclareScreen,
);
const Review = fetched(
  async () => (await import('./features/review/review-screen.tsx')).ReviewScreen,
);
const Finish = fetched(
  async () => (await import('./features/finish/finish-screen.tsx')).FinishScreen,
);
const Compare = fetched(
  async () => (await import('./features/compare/compare-screen.tsx')).CompareScreen,
);
const Print = fetched(async () => (await import('./features/print/print-screen.tsx')).PrintScreen);
const Guide = fetched(async () => (await import('./features/guide/guide-screen.tsx')).GuideScreen);
const Chair = fetched(async () => (await import('./features/chair/chair-screen.tsx')).ChairScreen);
const Center = fetched(
  async () => (await import('./features/center/center-screen.tsx')).CenterScreen,
);
const Settings = fetched(
  async () => (await import('./features/settings/settings-screen.tsx')).SettingsScreen,
);
const Verify = fetched(
  async () => (await import('./features/verify/verify-screen.tsx')).VerifyScreen,
);

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
      return <Welcome file={route.file} name={route.name} />;
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
