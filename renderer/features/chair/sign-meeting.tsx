import { Input } from 'antd';
import { useState } from 'react';
import { practicePassphrase } from '../../../shared/practice.ts';
import { fail } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { flushTyping } from '../../store/typing.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { SealButton } from '../../ui/seal-button.tsx';
import styles from './chair.module.css';
import type { PanelDesk } from './panel-desk.ts';
import { notSaved } from './workbooks-part.tsx';

/** The chair's signature under the meeting: the passphrase once more, and what it means in one sentence. */
export function SignMeeting(props: {
  readonly desk: PanelDesk;
  readonly onSigned: (workbook: string) => void;
}) {
  const { t, locale } = useText();
  const { ready, round } = props.desk;
  const { practice } = useSession().identity;
  const [passphrase, setPassphrase] = useState(practice ? practicePassphrase : '');
  const sign = useAction(async (work: string) => {
    await flushTyping();
    if (!(await ready.settled())) return fail(notSaved(ready));
    const signed = await call('panel.sign', { round: round.id, passphrase, locale, work });
    if (signed.ok) {
      props.onSigned(signed.value.sha256);
      await ready.refresh();
    }
    return signed;
  });
  const work = useWork(sign.busy);
  return (
    <form
      className={styles.sign}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') sign.run(work.id);
      }}
    >
      <p className={styles.meaning}>{t('chair.sign.meaning')}</p>
      <Field
        label={t('finish.sign.passphrase')}
        required
        hint={practice ? t('finish.sign.practice') : undefined}
      >
        {(control) => (
          <Input.Password
            {...control}
            className={styles.passphrase}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <SealButton htmlType="submit" size="large" disabled={passphrase === ''} loading={sign.busy}>
        {t('chair.sign.button')}
      </SealButton>
      {sign.failure !== null && <FailureNotice failure={sign.failure} />}
    </form>
  );
}
