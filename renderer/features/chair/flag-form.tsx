import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import {
  type Disposition,
  dispositions,
  type MeetingRefusal,
} from '../../../shared/domain/meeting.ts';
import { own } from '../../../shared/domain/record.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import styles from './flags.module.css';
import { useKeptText } from './kept-text.ts';
import { type PanelDesk, type QueuedFlag, queueOf } from './panel-desk.ts';

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
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const reason = useKeptText(desk.round.id, `flag/${current.id}`, recorded?.reason ?? '');
  const others = companionsOf(desk, current);
  const missing = disposition === 'kept' && reason.text.trim() === '';
  const settle = () => {
    const flags = all ? [current, ...others] : [current];
    const events = flags.map(
      ({ id }) => ({ kind: 'flag.disposed', flag: id, disposition, reason: reason.text }) as const,
    );
    const outcome = desk.ready.record(events);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    reason.done();
    props.onSettled(flags.map(({ id }) => id));
  };
  useShortcuts(
    dispositions.map((each, place) => ({
      keys: String(place + 1),
      label: t(`domain.disposition.${each}`),
      run: () => setDisposition(each),
    })),
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) settle();
      }}
    >
      <fieldset className={styles.choices}>
        <legend>{t('chair.flags.disposition')}</legend>
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
      </fieldset>
      <Field
        label={t('chair.flags.reason')}
        required={disposition === 'kept'}
        {...(disposition === 'kept' ? {} : { optionalWord: t('common.optional') })}
        hint={t('chair.flags.reasonHint')}
      >
        {(control) => (
          <ProseInput
            {...control}
            value={reason.text}
            onChange={(event) => reason.write(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
              if ((event.ctrlKey || event.metaKey) && !missing) settle();
            }}
          />
        )}
      </Field>
      {others.length > 0 && (
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {t('chair.flags.alsoOthers', { count: others.length })}
        </Checkbox>
      )}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" disabled={missing}>
          {t(current.settled ? 'chair.flags.change' : 'chair.flags.settle')}
        </Button>
        {missing && <span className={styles.note}>{t('chair.flags.reasonNeeded')}</span>}
      </div>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
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
