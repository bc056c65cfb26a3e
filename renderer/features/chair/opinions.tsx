import { spellHidden } from '../../../shared/hidden-text.ts';
import type { NamedCitation } from '../../../shared/workbook.ts';
import { citedPlace } from '../../parts/cited-place.ts';
import { recommendationLook, verdictLook } from '../../parts/verdict-look.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Status } from '../../ui/glyph.tsx';
import styles from './opinions.module.css';
import { entryOf, labelOf, type PanelDesk, type ReviewedPayload, reviewBy } from './panel-desk.ts';

type Judged = ReviewedPayload['criteria'][number];

/** What the experts wrote about one criterion, each under the name or code; optionally only some of them. */
export function CriterionWords(props: {
  readonly desk: PanelDesk;
  readonly application: string;
  readonly criterion: string;
  /** Offers the way to the evidence, in the chair's own review. */
  readonly evidence?: boolean;
}) {
  const { t } = useText();
  const { desk, application, criterion } = props;
  const judged = desk.round.panel.members.flatMap(({ id }) => {
    const found = reviewBy(desk, id, application)?.criteria.find(
      (each) => each.criterion === criterion,
    );
    return found === undefined ? [] : [{ id, judged: found }];
  });
  const spoken = judged.filter(
    (each) => each.judged.comment !== '' || each.judged.citations.length > 0,
  );
  return (
    <div className={styles.opinions}>
      {spoken.length === 0 && <p className={styles.soft}>{t('chair.words.none')}</p>}
      {spoken.map((each) => (
        <CriterionOpinion key={each.id} label={labelOf(desk.round, each.id)} judged={each.judged} />
      ))}
      {props.evidence && reviewBy(desk, desk.me, application) !== null && (
        <a
          className={styles.evidence}
          href={hashOf({ screen: 'review', round: desk.round.id, application, criterion })}
        >
          {t('chair.words.evidence', { number: entryOf(desk.round, application).number })}
        </a>
      )}
    </div>
  );
}

function CriterionOpinion(props: { readonly label: string; readonly judged: Judged }) {
  const { t, number } = useText();
  const { judged } = props;
  return (
    <article className={styles.opinion}>
      <header className={styles.who}>
        <span className={styles.label}>{props.label}</span>
        <Status {...verdictLook[judged.verdict]} word={t(`domain.verdict.${judged.verdict}`)} />
        {judged.score !== null && <span>{number(judged.score)}</span>}
      </header>
      {judged.comment !== '' && <p className={styles.prose}>{spellHidden(judged.comment)}</p>}
      <CitationWords citations={judged.citations} />
    </article>
  );
}

/** What an opinion or a suspicion points at. */
export function CitationWords(props: { readonly citations: readonly NamedCitation[] }) {
  const { t } = useText();
  return (
    <ul className={styles.citations}>
      {props.citations.map((each) => (
        <li key={each.id}>
          {citedPlace(t, each.name, each.page)}
          {each.quote !== undefined && <q className={styles.quote}>{spellHidden(each.quote)}</q>}
        </li>
      ))}
    </ul>
  );
}

/** The overall opinions and recommendations, with a suspicion of falsification word for word. */
export function OpinionWords(props: { readonly desk: PanelDesk; readonly application: string }) {
  const { desk, application } = props;
  return (
    <div className={styles.opinions}>
      {desk.round.panel.members.map(({ id }) => {
        const review = reviewBy(desk, id, application);
        return (
          review !== null && (
            <OverallOpinion key={id} label={labelOf(desk.round, id)} review={review} />
          )
        );
      })}
    </div>
  );
}

function OverallOpinion(props: { readonly label: string; readonly review: ReviewedPayload }) {
  const { t } = useText();
  const { review } = props;
  return (
    <article className={styles.opinion}>
      <header className={styles.who}>
        <span className={styles.label}>{props.label}</span>
        <Status
          {...recommendationLook[review.recommendation]}
          word={t(`domain.recommendation.${review.recommendation}`)}
        />
      </header>
      {review.opinion !== '' && <p className={styles.prose}>{spellHidden(review.opinion)}</p>}
      {review.reason !== '' && (
        <p className={styles.prose}>
          {t('chair.words.reason', { reason: spellHidden(review.reason) })}
        </p>
      )}
      {review.falsification !== null && (
        <p className={styles.suspicion}>
          <Status shape="triangle" tone="error" word={t('chair.words.falsification')} />
          <span className={styles.prose}>{spellHidden(review.falsification.grounds)}</span>
        </p>
      )}
      <CitationWords citations={review.falsification?.citations ?? []} />
    </article>
  );
}
