import { own } from '../../../shared/domain/record.ts';
import { applicationOf } from '../../../shared/domain/round.ts';
import { hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { useArrivalFocus } from '../../ui/arrival-focus.ts';
import { Notice } from '../../ui/state-view.tsx';
import { ConflictStatus } from './conflict-status.tsx';
import { DeclarationForm } from './declaration-form.tsx';
import styles from './declare.module.css';
import { WhoIsInvolved } from './who-is-involved.tsx';

/** One application: who is in it, what may touch oneself, and the declaration. Of a recused one only the number. */
export function DeclareApplication(props: {
  readonly review: ReadyReview;
  readonly application: string;
  readonly onDeclared: () => void;
  readonly isLast: boolean;
}) {
  const { t, name, locale } = useText();
  const { review, application } = props;
  const { round } = review.detail;
  const entry = applicationOf(round, application);
  const conflict = own(review.review.applications, application)?.conflict;
  const heading = useArrivalFocus<HTMLHeadingElement>(conflict);
  if (entry === undefined || conflict === undefined) return null;
  if (conflict.state === 'recused' || conflict.state === 'recused-by-center') {
    return (
      <section className={styles.detail}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {t('declare.number', { number: entry.number })}
        </h1>
        <Notice kind="note" title={t(`declare.closed.${conflict.state}`)}>
          <p>{t(`domain.conflict.${conflict.conflict}`)}</p>
        </Notice>
      </section>
    );
  }
  const done = conflict.state !== 'undeclared';
  return (
    <section className={styles.detail}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {entry.number} {name(entry.applicant)}
      </h1>
      {entry.applicant.nameEn !== undefined && (
        <p className={styles.english}>
          {locale === 'en' ? entry.applicant.name : entry.applicant.nameEn}
        </p>
      )}
      <WhoIsInvolved profile={review.member.profile} entry={entry} />
      <h2 className={styles.heading}>
        {t('declare.question')} {done && <ConflictStatus conflict={conflict} />}
      </h2>
      {review.review.phase === 'signed' ? (
        <Notice kind="note" title={t('declare.signed')} />
      ) : (
        <>
          {done && <p className={styles.small}>{t('declare.again')}</p>}
          <DeclarationForm
            review={review}
            application={application}
            conflict={conflict}
            onDeclared={props.onDeclared}
          />
        </>
      )}
      {done && (
        <p className={styles.onward}>
          <a href={hashOf({ screen: 'review', round: round.id, application })}>
            {t('declare.review')}
          </a>
          {props.isLast && (
            <a href={hashOf({ screen: 'applications', round: round.id })}>{t('declare.toList')}</a>
          )}
        </p>
      )}
    </section>
  );
}
