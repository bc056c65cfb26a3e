import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { Flag } from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { disclosureKey } from '../../../shared/domain/panel-results.ts';
import { own } from '../../../shared/domain/record.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './flags.module.css';
import { useKeptText } from './kept-text.ts';
import type { PanelDesk } from './panel-desk.ts';

/** The chair's word on a disclosed relation: harmless, or a recusal that takes the review out of every figure. */
export function DisclosureForm(props: {
  readonly desk: PanelDesk;
  readonly flag: Extract<Flag, { readonly kind: 'disclosure-unresolved' }>;
  readonly onSettled: (settled: readonly string[]) => void;
}) {
  const { t } = useText();
  const { desk, flag } = props;
  const { application, expert } = flag;
  const recorded = own(desk.meeting.disclosures, disclosureKey(application, expert));
  const [accepted, setAccepted] = useState<boolean | null>(recorded?.accepted ?? null);
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const draft = `disclosure/${application}/${expert}`;
  const reason = useKeptText(desk.round.id, draft, recorded?.reason ?? '');
  const ready = accepted === true || (accepted === false && reason.text.trim() !== '');
  const decide = () => {
    if (accepted === null) return;
    const outcome = desk.ready.record([
      { kind: 'disclosure.decided', application, expert, accepted, reason: reason.text },
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
        if (ready) decide();
      }}
    >
      <fieldset className={styles.choices}>
        <legend>{t('chair.disclosure.question')}</legend>
        <Radio.Group
          value={accepted}
          onChange={(event) => setAccepted(event.target.value as boolean)}
        >
          <Radio value={true}>{t('chair.disclosure.accept')}</Radio>
          <Radio value={false}>{t('chair.disclosure.recuse')}</Radio>
        </Radio.Group>
        <p className={styles.note}>{t('chair.disclosure.meaning')}</p>
      </fieldset>
      <Field label={t('chair.flags.reason')} required={accepted === false}>
        {(control) => (
          <ProseInput
            {...control}
            value={reason.text}
            onChange={(event) => reason.write(event.target.value)}
          />
        )}
      </Field>
      <Button type="primary" htmlType="submit" disabled={!ready}>
        {t('chair.disclosure.decide')}
      </Button>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
