import { Segmented } from 'antd';
import { changeSettings, useSession } from '../../store/session.ts';
import { useText } from '../../text.ts';
import styles from './settings.module.css';

const minutes = [5, 15, 30, 60, 240];

/** After how many minutes without anybody the keys are erased. */
export function LockTime() {
  const { t } = useText();
  const { autoLock } = useSession().settings;
  const offered = [...new Set([...minutes, autoLock])].toSorted((a, b) => a - b);
  return (
    <>
      <p className={styles.sentence}>{t('settings.lock.lead')}</p>
      <Segmented<number>
        aria-label={t('settings.lock.title')}
        value={autoLock}
        options={offered.map((value) => ({
          value,
          label:
            value % 60 === 0
              ? t('settings.lock.hours', { count: value / 60 })
              : t('settings.lock.minutes', { count: value }),
        }))}
        onChange={(value) => void changeSettings({ autoLock: value })}
      />
    </>
  );
}
