import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { PanelStanding } from '../../../shared/exchange.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { Section } from '../../ui/page.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './center.module.css';

/** Panel workbooks that contradict each other: the center asks the chair, and says which one counts and why. */
export function PanelFork(props: {
  readonly round: string;
  readonly panel: PanelStanding;
  readonly locked: boolean;
  readonly onChosen: () => void;
}) {
  const { t, dateTime } = useText();
  const { round, panel, locked } = props;
  const [workbook, setWorkbook] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const ready = workbook !== null && reason.trim() !== '' && !locked;
  const choose = useAction(async () => {
    const chosen = await call('center.choose', { round, workbook: workbook ?? '', reason });
    if (chosen.ok) props.onChosen();
    return chosen;
  });
  return (
    <Section title={t('center.fork.title', { name: panel.name })} note={t('center.fork.lead')}>
      <form
        className={styles.sanction}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) choose.run();
        }}
      >
        <Radio.Group
          aria-label={t('center.fork.title', { name: panel.name })}
          value={workbook}
          onChange={(event) => setWorkbook(event.target.value as string)}
        >
          {panel.fork.map((each) => (
            <Radio key={each.workbook} value={each.workbook}>
              {t('center.fork.side', {
                name: each.name,
                revision: each.revision,
                at: dateTime(each.signedAt),
                start: each.workbook.slice(0, 8),
              })}
            </Radio>
          ))}
        </Radio.Group>
        <Field label={t('center.fork.reason')} required>
          {(control) => (
            <ProseInput
              {...control}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={choose.busy}>
            {t('center.fork.button')}
          </Button>
        </div>
        {choose.failure !== null && <FailureNotice failure={choose.failure} />}
      </form>
    </Section>
  );
}
