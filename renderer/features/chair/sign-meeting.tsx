import { fail } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import styles from '../../parts/signing.module.css';
import { SigningPassphraseField, useSigningPassphrase } from '../../parts/signing-passphrase.tsx';
import { flushTyping } from '../../store/typing.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { SealButton } from '../../ui/seal-button.tsx';
import type { PanelDesk } from './panel-desk.ts';
import { notSaved } from './workbooks-part.tsx';

/** The chair's signature under the meeting: the passphrase once more, and what it means in one sentence. */
export function SignMeeting(props: {
  readonly desk: PanelDesk;
  readonly onSigned: (workbook: string) => void;
}) {
  const { t, locale } = useText();
  const { ready, round } = props.desk;
  const passphrase = useSigningPassphrase();
  const sign = useAction(async (work: string) => {
    await flushTyping();
    if (!(await ready.settled())) return fail(notSaved(ready));
    const signed = await call('panel.sign', {
      round: round.id,
      passphrase: passphrase.text,
      locale,
      work,
    });
    if (signed.ok) {
      props.onSigned(signed.value.sha256);
      await ready.refresh();
    }
    return signed;
  });
  const work = useWork(sign.busy);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase.text !== '') sign.run(work.id);
      }}
    >
      <p className={styles.meaning}>{t('chair.sign.meaning')}</p>
      <SigningPassphraseField passphrase={passphrase} />
      <SealButton
        htmlType="submit"
        size="large"
        disabled={passphrase.text === ''}
        loading={sign.busy}
      >
        {t('chair.sign.button')}
      </SealButton>
      {sign.failure !== null && <FailureNotice failure={sign.failure} />}
    </form>
  );
}
