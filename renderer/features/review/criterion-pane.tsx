import type { CriterionId } from '../../../shared/domain/catalogue/criterion.ts';
import { useText } from '../../text.ts';
import { AssessmentBasis } from './assessment-basis.tsx';
import { CheckList } from './check-list.tsx';
import { CitationList } from './citation-list.tsx';
import { CommentField } from './comment-field.tsx';
import { criteriaAt, type Desk } from './desk.ts';
import { NoteField } from './note-field.tsx';
import styles from './review.module.css';
import { ScoreField } from './score-field.tsx';
import { VerdictChoice } from './verdict-choice.tsx';

/** One criterion: what the regulation asks, what the applicant declares, and the expert's answers. */
export function CriterionPane(props: { readonly desk: Desk; readonly criterion: CriterionId }) {
  const { t, local, number } = useText();
  const { desk } = props;
  const found = criteriaAt(desk).find(({ criterion }) => criterion.id === props.criterion);
  if (found === undefined) return null;
  const { criterion, scheme } = found;
  return (
    <article className={styles.criterion} aria-labelledby="criterion-title">
      <header className={styles.criterionHead}>
        <h2 id="criterion-title" className={styles.criterionTitle}>
          {local(criterion.title)}
          <span className={styles.article}>{local(criterion.article)}</span>
        </h2>
        <span className={styles.weight}>
          {t('review.weight', { weight: number(scheme.weight) })}
          {scheme.mandatory && ` · ${t('review.mandatory')}`}
        </span>
      </header>
      <p className={styles.requirement}>{local(criterion.requirement)}</p>
      <AssessmentBasis desk={desk} />
      <CheckList desk={desk} criterion={criterion} />
      <VerdictChoice desk={desk} found={found} />
      <ScoreField desk={desk} found={found} />
      <CommentField desk={desk} found={found} />
      <CitationList desk={desk} criterion={criterion.id} />
      <NoteField desk={desk} criterion={criterion.id} />
    </article>
  );
}
