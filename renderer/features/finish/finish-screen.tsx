import { missingFrom } from '../../../shared/domain/review-missing.ts';
import { lateness } from '../../../shared/domain/round.ts';
import { MissingList } from '../../parts/missing-list.tsx';
import { OwnReview } from '../../parts/own-review.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Status } from '../../ui/glyph.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Notice } from '../../ui/state-view.tsx';
import { PrintLink } from './print-link.tsx';
import { SignForm } from './sign-form.tsx';
import { Signed } from './signed.tsx';
import { Summary } from './summary.tsx';

/** The end of a review: what is missing, what will be signed, the signature, and the workbook to hand in. */
export function FinishScreen(props: { readonly round: string }) {
  const { t } = useText();
  return (
    <OwnReview round={props.round} title={t('finish.title')}>
      {(review) => (
        <>
          <RoundHeader detail={review.detail} current="finish" />
          {review.review.phase === 'signed' ? <Signed review={review} /> : <Open review={review} />}
        </>
      )}
    </OwnReview>
  );
}

function Open(props: { readonly review: ReadyReview }) {
  const { t, dateTime } = useText();
  const { detail, member, review } = props.review;
  const { round } = detail;
  const missing = missingFrom(round, member, review);
  const state = lateness(round.deadline, new Date().toISOString());
  // Whether a recusal is all that has come since is asked where it is signed.
  const mayOnlyRecuse = review.revisions.length > 0;
  const at = dateTime(round.deadline.at);
  return (
    <Page
      title={t('finish.title')}
      lead={t('finish.lead')}
      measure="table"
      actions={<PrintLink round={round.id} />}
    >
      {review.reopenReason !== '' && (
        <Notice kind="note" title={t('finish.reopened', { revision: review.revisions.length })}>
          <p>{review.reopenReason}</p>
        </Notice>
      )}
      {state !== 'in-time' && <Notice kind="caution" title={t(`finish.${state}`, { at })} />}
      <Section
        title={t('finish.missing.title')}
        note={missing.length > 0 ? t('finish.missing.count', { count: missing.length }) : undefined}
      >
        {missing.length === 0 ? (
          <Status shape="check" tone="accent" word={t('finish.missing.nothing')} />
        ) : (
          <MissingList round={round} missing={missing} />
        )}
      </Section>
      <Section title={t('finish.summary.title')} note={t('finish.summary.note')}>
        <Summary review={props.review} />
      </Section>
      {missing.length === 0 && (state !== 'closed' || mayOnlyRecuse) && (
        <Section title={t('finish.sign.title')}>
          <SignForm review={props.review} late={state === 'late'} />
        </Section>
      )}
    </Page>
  );
}
