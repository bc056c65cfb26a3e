import type { Application, ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { own } from '../../../shared/domain/record.ts';
import type { ApplicationReview } from '../../../shared/domain/review.ts';
import { applicationOf } from '../../../shared/domain/round.ts';
import { cappedRecommendation, totalOf } from '../../../shared/domain/scoring.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import { CitedPassages, CriterionPart } from './criterion-part.tsx';
import styles from './print.module.css';
import { useCitedDocuments } from './use-cited-documents.ts';

/** The opinion on one application. Private notes are never on it. */
export function OpinionSheet(props: {
  readonly review: ReadyReview;
  readonly application: string;
}) {
  const { t, number, name } = useText();
  const { review, application } = props;
  const { round } = review.detail;
  const entry = applicationOf(round, application);
  const state = own(review.review.applications, application);
  const documents = useCitedDocuments(round.id, application, state);
  if (entry === undefined || state === undefined) return null;
  return (
    <article className={styles.sheet} aria-label={`${entry.number} ${name(entry.applicant)}`}>
      <Head review={review} entry={entry} />
      <table className={styles.criteria}>
        <thead>
          <tr>
            <th scope="col">{t('review.total.criterion')}</th>
            <th scope="col" className={styles.verdict}>
              {t('review.verdict')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('review.total.weight')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('review.total.score', { max: number(round.scheme.scale.max) })}
            </th>
          </tr>
        </thead>
        {round.scheme.criteria[entry.baseType].map((scheme) => (
          <CriterionPart
            key={scheme.criterion}
            scheme={scheme}
            state={state}
            documents={documents}
          />
        ))}
      </table>
      <Whole review={review} entry={entry} state={state} documents={documents} />
      <Foot review={review} />
    </article>
  );
}

type Documents = Application['documents'] | null;

interface About {
  readonly review: ReadyReview;
  readonly entry: ApplicationIndexEntry;
}

function Head({ review, entry }: About) {
  const { t, local, name } = useText();
  const { round } = review.detail;
  const { profile } = review.member;
  const facts: readonly (readonly [string, string])[] = [
    [t('print.applicant'), `${entry.number} ${name(entry.applicant)}`],
    [t('print.type'), local(baseTypeFacts[entry.baseType].name)],
    [t('print.round'), `${round.title} (${round.id})`],
    [t('print.expert'), `${profile.name} · ${profile.organisation}`],
  ];
  return (
    <header>
      <h2 className={styles.title}>{t('print.sheet')}</h2>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** Total, recommendation, opinion, suspicion. */
function Whole(
  props: About & { readonly state: ApplicationReview; readonly documents: Documents },
) {
  const { t, total: totalWords } = useText();
  const { review, entry, state, documents } = props;
  const { scheme } = review.detail.round;
  const total = totalOf(scheme, entry.baseType, state.criteria);
  const recommendation = cappedRecommendation(scheme, entry.baseType, state);
  return (
    <section className={styles.whole}>
      <p className={styles.result}>
        <span>
          {t('applications.total')} <strong>{total === null ? '–' : totalWords(total)}</strong> /
          100
        </span>
        <span>
          {t('review.recommendation')}{' '}
          {recommendation === null ? (
            t('print.unanswered')
          ) : (
            <strong>
              <Status
                {...recommendationLook[recommendation]}
                word={t(`domain.recommendation.${recommendation}`)}
              />
            </strong>
          )}
        </span>
      </p>
      {state.reason !== '' && <Passage title={t('review.cap.reason')} text={state.reason} />}
      <Passage title={t('review.opinion.text')} text={state.opinion} />
      {state.falsification !== null && (
        <>
          <h3 className={styles.passageTitle}>
            <Glyph shape="triangle" tone="error" /> {t('review.falsification.flagged')}
          </h3>
          <p className={styles.passage}>{state.falsification.grounds}</p>
          <CitedPassages all={state.suspicionCitations} documents={documents} />
        </>
      )}
    </section>
  );
}

function Passage(props: { readonly title: string; readonly text: string }) {
  const { t } = useText();
  return (
    <>
      <h3 className={styles.passageTitle}>{props.title}</h3>
      <p className={styles.passage}>{props.text === '' ? t('print.unanswered') : props.text}</p>
    </>
  );
}

/** Whether it is signed; a print never is, and says so. */
function Foot(props: { readonly review: ReadyReview }) {
  const { t, dateTime } = useText();
  const { review } = props.review;
  const revision = review.phase === 'signed' ? review.revisions.at(-1) : undefined;
  return (
    <footer className={styles.foot}>
      {revision === undefined ? (
        <p>{t('print.draft')}</p>
      ) : (
        <p>
          {t('print.signed', { revision: revision.revision, at: dateTime(revision.at) })}{' '}
          <span className={styles.hash}>{revision.workbook}</span>
        </p>
      )}
      <p className={styles.hand}>{t('print.hand')}</p>
    </footer>
  );
}
