import { Button } from 'antd';
import { useState } from 'react';
import type { MeetingRefusal } from '../../shared/domain/meeting.ts';
import type { ReviewRefusal } from '../../shared/domain/review.ts';
import type { Result } from '../../shared/result.ts';
import { useText } from '../text.ts';
import { Field } from '../ui/field.tsx';
import { ProseInput } from '../ui/prose-input.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import styles from './signing.module.css';

type Refusal = ReviewRefusal | MeetingRefusal;

/** Opens something signed again, with a reason that goes into the next revision. */
export function ReopenForm(props: {
  readonly reason: { readonly text: string; readonly write: (text: string) => void };
  readonly reopen: () => Result<unknown, Refusal>;
  readonly onReopened: () => void;
}) {
  const { t } = useText();
  const { reason } = props;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const empty = reason.text.trim() === '';
  const reopen = () => {
    const outcome = props.reopen();
    setRefusal(outcome.ok ? null : outcome.failure);
    if (outcome.ok) props.onReopened();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) reopen();
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
      <Button htmlType="submit" disabled={empty}>
        {t('finish.reopen.button')}
      </Button>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
