import { Button } from 'antd';
import { call } from '../client.ts';
import { go } from '../router.ts';
import { becomeIdentity } from '../store/session.ts';
import { useAction } from '../store/use-call.ts';
import { useText } from '../text.ts';
import styles from './practice-banner.module.css';

/** Says on every screen of the sample round that nothing here counts, and leads out of it. */
export function PracticeBanner() {
  const { t } = useText();
  const leave = useAction(async () => {
    const identity = await call('practice.leave', {});
    if (identity.ok) {
      becomeIdentity(identity.value);
      go({ screen: 'welcome' });
    }
    return identity;
  });
  return (
    <div className={styles.banner} role="note" data-frame>
      <span className={styles.long}>{t('common.practice.note')}</span>
      <span className={styles.short}>{t('common.practice.short')}</span>
      <Button size="small" type="link" loading={leave.busy} onClick={() => leave.run()}>
        {t('common.practice.leave')}
      </Button>
    </div>
  );
}
