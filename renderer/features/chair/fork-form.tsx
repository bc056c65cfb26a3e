import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { Flag } from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { own } from '../../../shared/domain/record.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './flags.module.css';
import { useKeptText } from './kept-text.ts';
import type { PanelDesk } from './panel-desk.ts';

/** Two histories of one expert: the chair says which one counts, and why. */
export function ForkForm(props: {
  readonly desk: PanelDesk;
  readonly flag: Extract<Flag, { readonly kind: 'workbook-fork' }>;
  readonly onSettled: (settled: readonly string[]) => void;
}) {
  const { t, dateTime } = useText();
  const { desk, flag } = props;
  const recorded = own(desk.meeting.forks, flag.expert);
  const [workbook, setWorkbook] = useState<string | null>(recorded?.workbook ?? null);
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const reason = useKeptText(desk.round.id, `fork/${flag.expert}`, recorded?.reason ?? '');
  const ready = workbook !== null && reason.text.trim() !== '';
  const choices = desk.ready.payloads.filter((each) => flag.workbooks.includes(each.workbook));
  const choose = () => {
    if (workbook === null) return;
    const outcome = desk.ready.record([
      { kind: 'fork.resolved', expert: flag.expert, workbook, reason: reason.text },
    ]);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    reason.done();
    props.onSettled([flagId(flag)]);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) choose();
      }}
    >
      <fieldset className={styles.choices}>
        <legend>{t('chair.fork.question')}</legend>
        <Radio.Group
          className={styles.stacked}
          value={workbook}
          onChange={(event) => setWorkbook(event.target.value as string)}
        >
          {choices.map((each) => (
            <Radio key={each.workbook} value={each.workbook}>
              {t('chair.fork.choice', {
                revision: each.payload.revision,
                at: dateTime(each.payload.signedAt),
                start: each.workbook.slice(0, 8),
              })}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <Field label={t('chair.flags.reason')} required hint={t('chair.fork.hint')}>
        {(control) => (
          <ProseInput
            {...control}
            value={reason.text}
            onChange={(event) => reason.write(event.target.value)}
          />
        )}
      </Field>
      <Button type="primary" htmlType="submit" disabled={!ready}>
        {t('chair.fork.choose')}
      </Button>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
