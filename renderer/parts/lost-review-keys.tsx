import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../client.ts';
import { useText } from '../text.ts';
import { Section } from '../ui/page.tsx';
import { BackupForm } from './backup-form.tsx';
import styles from './lost-review-keys.module.css';

/** A round stopped because the keys to what was written in it are gone: a backup gives them back. */
export function LostReviewKeys(props: { readonly round: string; readonly again: () => void }) {
  const { t } = useText();
  const { round, again } = props;
  const [isOpen, setOpen] = useState(false);
  const run = async (file: string, passphrase: string, work: string) => {
    const restored = await call('profile.restoreReviewKeys', { round, file, passphrase, work });
    if (restored.ok) again();
    return restored;
  };
  const words = { button: t('common.lostKeys.button'), working: t('common.lostKeys.working') };
  return (
    <Section title={t('common.lostKeys.title')}>
      <p className={styles.lead}>{t('common.lostKeys.lead')}</p>
      {isOpen ? (
        <BackupForm given={null} use={{ ...words, run, onLeave: () => setOpen(false) }} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('common.lostKeys.open')}</Button>
      )}
    </Section>
  );
}
