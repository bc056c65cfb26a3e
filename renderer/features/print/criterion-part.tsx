import type { Application } from '../../../shared/domain/application.ts';
import { criterion as criterionWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import { own } from '../../../shared/domain/record.ts';
import type { ApplicationReview, Citation } from '../../../shared/domain/review.ts';
import { blankCriterion } from '../../../shared/domain/review-answer.ts';
import type { CriterionScheme } from '../../../shared/domain/round.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import { citedPlace, isBroken } from '../../parts/cited-place.ts';
import { findingLook, verdictLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import styles from './print.module.css';

/** One criterion: its verdict and score, then the findings, the comment and what they rest on. */
export function CriterionPart(props: {
  readonly scheme: CriterionScheme;
  readonly state: ApplicationReview;
  readonly documents: Application['documents'] | null;
}) {
  const { t, local, number } = useText();
  const { scheme, state, documents } = props;
  const criterion = criterionWithId(scheme.criterion);
  if (criterion === undefined) return null;
  const judged = own(state.criteria, scheme.criterion) ?? blankCriterion;
  const score = countedScore(judged);
  return (
    <tbody className={styles.criterion}>
      <tr>
        <th scope="row">
          {criterion.id} {local(criterion.title)}
        </th>
        <td>
          {judged.verdict === null ? (
            t('print.unanswered')
          ) : (
            <Status {...verdictLook[judged.verdict]} word={t(`domain.verdict.${judged.verdict}`)} />
          )}
        </td>
        <td className={styles.figure}>{number(scheme.weight)}</td>
        <td className={styles.figure}>{score === null ? '–' : number(score)}</td>
      </tr>
      <tr>
        <td colSpan={4} className={styles.detail}>
          <ul className={styles.checks}>
            {criterion.checks.map(({ id, label }) => {
              const finding = own(state.checks, id);
              return (
                <li key={id}>
                  <span>{local(label)}</span>
                  {finding === undefined ? (
                    <span>–</span>
                  ) : (
                    <Status {...findingLook[finding]} word={t(`domain.finding.${finding}`)} />
                  )}
                </li>
              );
            })}
          </ul>
          {judged.comment !== '' && <p className={styles.passage}>{judged.comment}</p>}
          <CitedPassages all={judged.citations} documents={documents} />
        </td>
      </tr>
    </tbody>
  );
}

/** What a judgement or a suspicion rests on; nothing where nothing is cited. */
export function CitedPassages(props: {
  readonly all: readonly Citation[];
  readonly documents: Application['documents'] | null;
}) {
  const { t } = useText();
  const { documents } = props;
  const nameOf = (id: string) => documents?.find((each) => each.id === id)?.name ?? id;
  if (props.all.length === 0) return null;
  return (
    <ul className={styles.citations} aria-label={t('review.citations')}>
      {props.all.map((citation) => (
        <li key={citation.id}>
          {citedPlace(t, nameOf(citation.document), citation.page)}
          {citation.quote !== undefined && (
            <>
              {' '}
              <q>{citation.quote}</q>
            </>
          )}
          {documents !== null && isBroken(documents, citation) && (
            <>
              {' '}
              <Glyph shape="triangle" tone="error" /> {t('review.citationBroken')}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
