import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { type Disposition, dispositions } from '../../../shared/domain/meeting.ts';
import { own } from '../../../shared/domain/record.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import styles from './flags.module.css';
import { type PanelDesk, type QueuedFlag, queueOf } from './panel-desk.ts';
import { SettlingForm, useSettling } from './settling-form.tsx';

/** How the panel dealt with a flag, with the reason; on demand the same for all open flags of the subject. */
export function FlagForm(props: {
  readonly desk: PanelDesk;
  readonly current: QueuedFlag;
  readonly onSettled: (settled: readonly string[]) => void;
}) {
  const { t } = useText();
  const { desk, current } = props;
  const recorded = own(desk.meeting.dispositions, current.id);
  const [disposition, setDisposition] = useState<Disposition>(recorded?.disposition ?? 'discussed');
  const [all, setAll] = useState(false);
  const settling = useSettling(desk, `flag/${current.id}`, recorded?.reason, props.onSettled);
  const others = companionsOf(desk, current);
  const settle = () => {
    const reason = settling.reason.text;
    const flags = (all ? [current, ...others] : [current]).map(({ id }) => id);
    settling.settle(
      flags.map((flag) => ({ kind: 'flag.disposed', flag, disposition, reason })),
      flags,
    );
  };
  useShortcuts(
    dispositions.map((each, place) => ({
      keys: String(place + 1),
      label: t(`domain.disposition.${each}`),
      run: () => setDisposition(each),
    })),
  );
  return (
    <SettlingForm
      settling={settling}
      question={t('chair.flags.disposition')}
      choices={
        <>
          <Radio.Group
            value={disposition}
            onChange={(event) => setDisposition(event.target.value as Disposition)}
          >
            {dispositions.map((each) => (
              <Radio key={each} value={each}>
                {t(`domain.disposition.${each}`)}
              </Radio>
            ))}
          </Radio.Group>
          <p className={styles.note}>{t(`chair.flags.meaning.${disposition}`)}</p>
        </>
      }
      reasonHint={t('chair.flags.reasonHint')}
      reasonRequired={disposition === 'kept'}
      chosen
      action={t(current.settled ? 'chair.flags.change' : 'chair.flags.settle')}
      onSettle={settle}
    >
      {others.length > 0 && (
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {t('chair.flags.alsoOthers', { count: others.length })}
        </Checkbox>
      )}
    </SettlingForm>
  );
}

/** The other open flags of the same subject that a disposition settles. */
function companionsOf(desk: PanelDesk, current: QueuedFlag): readonly QueuedFlag[] {
  const subject = (each: QueuedFlag) => ('application' in each.flag ? each.flag.application : '');
  return queueOf(desk).filter(
    (each) =>
      each.id !== current.id &&
      !each.settled &&
      each.flag.kind !== 'workbook-fork' &&
      each.flag.kind !== 'disclosure-unresolved' &&
      subject(each) === subject(current),
  );
}
