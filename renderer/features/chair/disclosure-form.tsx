import { Radio } from 'antd';
import { useState } from 'react';
import type { Flag } from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import { disclosureKey } from '../../../shared/domain/panel-results.ts';
import { own } from '../../../shared/domain/record.ts';
import { useText } from '../../text.ts';
import styles from './flags.module.css';
import type { PanelDesk } from './panel-desk.ts';
import { SettlingForm, useSettling } from './settling-form.tsx';

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
  const draft = `disclosure/${application}/${expert}`;
  const settling = useSettling(desk, draft, recorded?.reason, props.onSettled);
  const decide = () => {
    if (accepted === null) return;
    const reason = settling.reason.text;
    const event = { kind: 'disclosure.decided', application, expert, accepted, reason } as const;
    settling.settle([event], [flagId(flag)]);
  };
  return (
    <SettlingForm
      settling={settling}
      question={t('chair.disclosure.question')}
      choices={
        <>
          <Radio.Group
            value={accepted}
            onChange={(event) => setAccepted(event.target.value as boolean)}
          >
            <Radio value={true}>{t('chair.disclosure.accept')}</Radio>
            <Radio value={false}>{t('chair.disclosure.recuse')}</Radio>
          </Radio.Group>
          <p className={styles.note}>{t('chair.disclosure.meaning')}</p>
        </>
      }
      reasonRequired={accepted === false}
      chosen={accepted !== null}
      action={t('chair.disclosure.decide')}
      onSettle={decide}
    />
  );
}
