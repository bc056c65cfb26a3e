import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Settings } from '../shared/exchange.ts';
import styles from './app.module.css';
import { nonce } from './nonce.ts';
import { ReviewSaveProblem, ReviewSaveWords } from './parts/save-state.tsx';
import { hashOf, useRoute } from './router.ts';
import { reviewedRound, ScreenOf } from './screens.tsx';
import { AppHeader } from './shell/app-header.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { PracticeBanner } from './shell/practice-banner.tsx';
import { useSession } from './store/session.ts';
import { applyPalette, dark, light } from './styles/palette.ts';
import { antdTheme } from './styles/theme.ts';
import { changeLocale, type Text, useText } from './text.ts';
import { HeaderPlace } from './ui/header-slot.tsx';
import { ShortcutKeys } from './ui/shortcuts.tsx';

/** The whole page: language, theme and keys around the header and the present screen. */
export function App() {
  const { settings } = useSession();
  const scheme = useScheme(settings.theme);
  const palette = scheme === 'dark' ? dark : light;
  const { t, locale } = useText();
  useEffect(() => {
    void changeLocale(settings.locale);
  }, [settings.locale]);
  useEffect(() => {
    document.documentElement.dataset.fontSize = settings.fontSize;
    applyPalette(palette, scheme);
  }, [settings.fontSize, palette, scheme]);
  useEffect(() => {
    document.title = t('common.app');
  }, [t]);
  return (
    <ConfigProvider
      locale={locale === 'en' ? enUS : zhCN}
      theme={antdTheme(palette, scheme, settings.fontSize)}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <ShortcutKeys
        helpTitle={t('common.keys.title')}
        helpLabel={t('common.keys.help')}
        places={keyPlaces(t)}
        closeLabel={t('common.close')}
        more={<a href={hashOf({ screen: 'guide' })}>{t('guide.open')}</a>}
      >
        <Shell />
      </ShortcutKeys>
    </ConfigProvider>
  );
}

/** The places of the sheet of keys, in the order of the work. */
function keyPlaces(t: Text['t']): readonly string[] {
  return [
    t('common.keys.screen'),
    t('review.criteria'),
    t('review.keys.answers'),
    t('common.keys.evidence'),
    t('review.keys.application'),
    t('common.keys.everywhere'),
  ];
}

function Shell() {
  const route = useRoute();
  const { identity } = useSession();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const round = identity.state === 'unlocked' ? reviewedRound(route) : null;
  return (
    <div className={styles.shell}>
      {identity.practice && <PracticeBanner />}
      <AppHeader
        placeRef={setPlace}
        save={round === null ? null : <ReviewSaveWords round={round} />}
      />
      {round !== null && <ReviewSaveProblem round={round} />}
      <main className={styles.main}>
        <ErrorBoundary rejections place={hashOf(route)}>
          <HeaderPlace value={place}>
            <ScreenOf route={route} />
          </HeaderPlace>
        </ErrorBoundary>
      </main>
    </div>
  );
}

const darkness = matchMedia('(prefers-color-scheme: dark)');

function useScheme(theme: Settings['theme']): 'light' | 'dark' {
  const systemDark = useSyncExternalStore(
    (changed) => {
      darkness.addEventListener('change', changed);
      return () => darkness.removeEventListener('change', changed);
    },
    () => darkness.matches,
  );
  if (theme !== 'system') return theme;
  return systemDark ? 'dark' : 'light';
}
