import { Button } from 'antd';
import icon from '../icon.svg';
import { go, hashOf } from '../router.ts';
import { lockSession, useSession } from '../store/session.ts';
import { useText } from '../text.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import styles from './app-header.module.css';
import { DisplaySettings } from './display-settings.tsx';

/** The one line above every screen: the app, the screen's own words, whether all is saved, how it looks, lock. */
export function AppHeader(props: {
  readonly placeRef: (element: HTMLElement | null) => void;
  readonly save: React.ReactNode;
}) {
  const { t } = useText();
  const { identity } = useSession();
  useShortcuts([
    {
      keys: ',',
      label: t('settings.title'),
      place: t('common.keys.everywhere'),
      run: () => go({ screen: 'settings' }),
    },
  ]);
  const home = identity.state === 'unlocked' ? 'rounds' : 'welcome';
  return (
    <header className={styles.header} data-frame>
      <a className={styles.brand} href={hashOf({ screen: home })} aria-label={t('common.home')}>
        <img src={icon} alt="" width="22" height="22" />
      </a>
      <div className={styles.place} ref={props.placeRef} />
      {props.save}
      <DisplaySettings />
      <Button size="small" type="text" href={hashOf({ screen: 'settings' })}>
        {t('settings.title')}
      </Button>
      {identity.state === 'unlocked' && !identity.practice && (
        <Button size="small" type="text" onClick={() => void lockSession()}>
          {t('common.lock')}
        </Button>
      )}
    </header>
  );
}
