import { fail } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import styles from '../../parts/signing.module.css';
import { SigningPassphraseField, useSigningPassphrase } from '../../parts/signing-passphrase.tsx';
import { flushTyping } from '../../store/typing.ts';
import { useAction } from '../../store/use-call.ts';
import { useDraft } from '../../store/use-draft.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import { SealButton } from '../../ui/seal-button.tsx';
import { celebrate } from './fresh-signature.ts';

/** The signature: the passphrase once more, and what it means in one sentence. */
export function SignForm(props: { readonly review: ReadyReview; readonly late: boolean }) {
  const { t, locale } = useText();
  const { review, late } = props;
  const round = review.detail.round.id;
  const passphrase = useSigningPassphrase();
  const reason = useDraft(round, 'late-reason');
  const sign = useAction(async (work: string) => {
    await flushTyping();
    if (!(await review.settled())) {
      return fail(
        review.save.kind === 'problem' ? review.save.failure : { kind: 'unreachable' as const },
      );
    }
    const lateReason = late ? { lateReason: reason.text } : {};
    const signed = await call('review.sign', {
      round,
      passphrase: passphrase.text,
      locale,
      work,
      ...lateReason,
    });
    if (signed.ok) {
      reason.clear();
      celebrate(signed.value.sha256);
      await review.refresh();
    }
    return signed;
  });
  const work = useWork(sign.busy);
  const ready = passphrase.text !== '' && (!late || reason.text.trim() !== '');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) sign.run(work.id);
      }}
    >
      <p className={styles.meaning}>{t('finish.sign.meaning')}</p>
      {late && (
        <Field label={t('finish.sign.lateReason')} required hint={t('finish.sign.lateHint')}>
          {(control) => (
            <ProseInput
              {...control}
              value={reason.text}
              onChange={(event) => reason.write(event.target.value)}
            />
          )}
        </Field>
      )}
      <SigningPassphraseField passphrase={passphrase} />
      <SealButton htmlType="submit" size="large" disabled={!ready} loading={sign.busy}>
        {t('finish.sign.button')}
      </SealButton>
      {sign.failure !== null && (
        <FailureNotice failure={sign.failure} round={review.detail.round} />
      )}
    </form>
  );
}
