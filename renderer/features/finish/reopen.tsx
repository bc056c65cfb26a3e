import { Button } from 'antd';
import { useState } from 'react';
import type { ReviewRefusal } from '../../../shared/domain/review.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useDraft } from '../../store/use-draft.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './finish.module.css';

/** Opens a signed review again, with a reason that goes into the next revision. */
export function Reopen(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { review } = props;
  const [refusal, setRefusal] = useState<ReviewRefusal | null>(null);
  const reason = useDraft(review.detail.round.id, 'reopen-reason');
  const reopen = () => {
    const outcome = review.record([{ kind: 'review.reopened', reason: reason.text }]);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (outcome.ok) reason.clear();
  };
  return (
    <form
      className={styles.sign}
      onSubmit={(event) => {
        event.preventDefault();
        reopen();
      }}
    >
      <Field label={t('finish.reopen.reason')} required hint={t('finish.reopen.hint')}>
        {(control) => (
          <ProseInput
            {...control}
            value={reason.text}
            onChange={(event) => reason.write(event.target.value)}
          />
        )}
      </Field>
      <Button htmlType="submit" disabled={reason.text.trim() === ''}>
        {t('finish.reopen.button')}
      </Button>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
