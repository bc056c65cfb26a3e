import { countsScore } from '../../../shared/domain/scoring.ts';
import { recommendationLook, verdictLook } from '../../parts/verdict-look.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { criteriaAt, type Desk, type JudgedCriterion, missingIn, type Place } from './desk.ts';
import styles from './review.module.css';

/** The criteria with their verdicts and scores, then the opinion on the whole. */
export function CriteriaList(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  return (
    <nav className={styles.list} aria-label={t('review.criteria')}>
      <ol>
        {criteriaAt(desk).map((each) => (
          <li key={each.criterion.id}>
            <CriterionLink desk={desk} each={each} />
          </li>
        ))}
        <li className={styles.lastPlace}>
          <OpinionLink desk={desk} />
        </li>
      </ol>
    </nav>
  );
}

function CriterionLink(props: { readonly desk: Desk; readonly each: JudgedCriterion }) {
  const { t, local, number } = useText();
  const { desk, each } = props;
  const { criterion, judged } = each;
  const { verdict, score } = judged;
  return (
    <PlaceLink desk={desk} place={criterion.id}>
      <span className={styles.sign}>
        {verdict !== null && (
          <Glyph {...verdictLook[verdict]} label={t(`domain.verdict.${verdict}`)} />
        )}
      </span>
      <span className={styles.placeName}>
        <span className={styles.placeNumber}>{criterion.id}</span> {local(criterion.title)}
      </span>
      <span className={styles.placeScore}>
        {score === null || !countsScore(verdict) ? '–' : number(score)}
      </span>
    </PlaceLink>
  );
}

function OpinionLink(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { recommendation, falsification } = props.desk.state;
  return (
    <PlaceLink desk={props.desk} place="opinion">
      <span className={styles.sign}>
        {recommendation !== null && (
          <Glyph
            {...recommendationLook[recommendation]}
            label={t(`domain.recommendation.${recommendation}`)}
          />
        )}
      </span>
      <span className={styles.placeName}>{t('review.opinion.title')}</span>
      {falsification !== null && (
        <Glyph shape="triangle" tone="error" label={t('review.falsification.flagged')} />
      )}
    </PlaceLink>
  );
}

function PlaceLink(props: {
  readonly desk: Desk;
  readonly place: Place;
  readonly children: React.ReactNode;
}) {
  const { t } = useText();
  const { desk, place } = props;
  const missing = missingIn(desk.missing, place).length;
  const address = {
    screen: 'review',
    round: desk.round.id,
    application: desk.entry.id,
    criterion: place,
  } as const;
  return (
    <a
      className={styles.place}
      href={hashOf(address)}
      aria-current={place === desk.place ? 'true' : undefined}
      onClick={(event) => {
        event.preventDefault();
        desk.go(place);
      }}
    >
      {props.children}
      <span className={missing === 0 ? styles.done : styles.lacks}>
        {missing === 0 ? t('review.complete') : t('review.lacks', { count: missing })}
      </span>
    </a>
  );
}
