import { Button } from 'antd';
import { useState } from 'react';
import { hashOf } from '../router.ts';
import { useText } from '../text.ts';
import { Notice } from '../ui/state-view.tsx';
import styles from './guide-offer.module.css';
import { hasSeenGuide, rememberGuide } from './guide-seen.ts';

/** Offers the guide to somebody who is here for the first time; gone for good once it is read or put aside. */
export function GuideOffer() {
  const { t } = useText();
  const [seen, setSeen] = useState(hasSeenGuide);
  if (seen) return null;
  const putAside = () => {
    rememberGuide();
    setSeen(true);
  };
  return (
    <Notice
      kind="note"
      title={t('guide.offer.title')}
      action={
        <span className={styles.actions}>
          <a href={hashOf({ screen: 'guide' })}>{t('guide.offer.go')}</a>
          <Button size="small" type="text" onClick={putAside}>
            {t('guide.offer.skip')}
          </Button>
        </span>
      }
    />
  );
}
