import { Radio } from 'antd';
import { useState } from 'react';
import type { Flag } from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import { own } from '../../../shared/domain/record.ts';
import { useText } from '../../text.ts';
import styles from './flags.module.css';
import type { PanelDesk } from './panel-desk.ts';
import { SettlingForm, useSettling } from './settling-form.tsx';

/** Two histories of one expert: the chair says which one counts, and why. */
export function ForkForm(props: {
  readonly desk: PanelDesk;
  readonly flag: Extract<Flag, { readonly kind: 'workbook-fork' }>;
  readonly onSettled: (settled: readonly string[]) => void;
}) {
  const { t, dateTime } = useText();
  const { desk, flag } = props;
  const { expert } = flag;
  const recorded = own(desk.meeting.forks, expert);
  const [workbook, setWorkbook] = useState<string | null>(recorded?.workbook ?? null);
  const settling = useSettling(desk, `fork/${expert}`, recorded?.reason, props.onSettled);
  const choices = desk.ready.payloads.filter((each) => flag.workbooks.includes(each.workbook));
  const choose = () => {
    if (workbook === null) return;
    const reason = settling.reason.text;
    settling.settle([{ kind: 'fork.resolved', expert, workbook, reason }], [flagId(flag)]);
  };
  return (
    <SettlingForm
      settling={settling}
      question={t('chair.fork.question')}
      choices={
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
      }
      reasonHint={t('chair.fork.hint')}
      reasonRequired
      chosen={workbook !== null}
      action={t('chair.fork.choose')}
      onSettle={choose}
    />
  );
}
