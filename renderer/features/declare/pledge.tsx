import { Checkbox } from 'antd';
import { useState } from 'react';
import type { ReviewRefusal } from '../../../shared/domain/review.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';
import { SealButton } from '../../ui/seal-button.tsx';
import styles from './declare.module.css';

const articles = [
  'impartial',
  'confidential',
  'avoid',
  'independent',
  'honest',
  'responsible',
] as const;

/** The confidentiality and impartiality pledge (评审承诺书), signed before the first application opens. */
export function Pledge(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { detail, record, member } = props.review;
  const [read, setRead] = useState(false);
  const [refusal, setRefusal] = useState<ReviewRefusal | null>(null);
  const sign = () => {
    const outcome = record([{ kind: 'pledge.signed', version: detail.pledge }]);
    setRefusal(outcome.ok ? null : outcome.failure);
  };
  return (
    <Page title={t('declare.pledge.title')} lead={t('declare.pledge.lead')}>
      <article className={styles.pledge}>
        <p>
          {t('declare.pledge.opening', { name: member.profile.name, round: detail.round.title })}
        </p>
        <ol>
          {articles.map((article) => (
            <li key={article}>{t(`declare.pledge.${article}`)}</li>
          ))}
        </ol>
        <p className={styles.version}>{t('declare.pledge.version', { version: detail.pledge })}</p>
      </article>
      <div className={styles.sign}>
        <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
          {t('declare.pledge.read')}
        </Checkbox>
        <SealButton disabled={!read} onClick={sign}>
          {t('declare.pledge.sign')}
        </SealButton>
      </div>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </Page>
  );
}
