import { Button } from 'antd';
import { DisplayChoices } from '../../parts/display-choices.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { hashOf } from '../../router.ts';
import { useSession } from '../../store/session.ts';
import { useText } from '../../text.ts';
import { HeaderSlot } from '../../ui/header-slot.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { KeptPassphrase } from './kept-passphrase.tsx';
import { LockTime } from './lock-time.tsx';
import { MakeBackup } from './make-backup.tsx';
import { ScheduledBackup } from './scheduled-backup.tsx';
import styles from './settings.module.css';

/** How the app looks, when it locks, and everything about one's own keys but their making. */
export function SettingsScreen() {
  const { t } = useText();
  return (
    <Page title={t('settings.title')}>
      <HeaderSlot>
        <Button size="small" type="text" onClick={() => history.back()}>
          <span aria-hidden="true">‹</span>
          {t('common.back')}
        </Button>
      </HeaderSlot>
      <Section title={t('settings.display.title')}>
        <div className={styles.display}>
          <DisplayChoices />
        </div>
      </Section>
      <Section title={t('settings.lock.title')}>
        <LockTime />
      </Section>
      <Keys />
    </Page>
  );
}

function Keys() {
  const { t } = useText();
  const { identity, identityFailure } = useSession();
  if (identityFailure !== null) return <FailureNotice failure={identityFailure} />;
  if (identity.practice) {
    return (
      <Section title={t('settings.passphrase.title')}>
        <p className={styles.sentence}>{t('failure.not-in-practice')}</p>
      </Section>
    );
  }
  if (identity.state === 'none') {
    return (
      <Section title={t('settings.passphrase.title')}>
        <p className={styles.sentence}>
          {t('settings.nobody')}{' '}
          <a href={hashOf({ screen: 'welcome' })}>{t('settings.toWelcome')}</a>
        </p>
      </Section>
    );
  }
  return (
    <>
      <Section title={t('settings.passphrase.title')}>
        <ChangePassphrase />
      </Section>
      <Section title={t('settings.keychain.title')}>
        <KeptPassphrase />
      </Section>
      <Section title={t('settings.backup.title')}>
        <MakeBackup />
        <ScheduledBackup />
      </Section>
    </>
  );
}
