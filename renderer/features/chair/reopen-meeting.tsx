import { Button } from 'antd';
import { useState } from 'react';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './chair.module.css';
import { useKeptText } from './kept-text.ts';
import type { PanelDesk } from './panel-desk.ts';

/** Opens a signed meeting again, with a reason that goes into the next revision. */
export function ReopenMeeting(props: { readonly desk: PanelDesk }) {
  const { t } = useText();
  const { desk } = props;
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const reason = useKeptText(desk.round.id, 'reopen', '');
  const reopen = () => {
    const outcome = desk.ready.record([{ kind: 'meeting.reopened', reason: reason.text }]);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (outcome.ok) reason.done();
  };
  return (
    <form
      className={styles.sign}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.text.trim() !== '') reopen();
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
