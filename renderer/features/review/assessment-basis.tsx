import { assessmentBasis, baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { useText } from '../../text.ts';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** In a round that assesses bases at the end of their term: what that rests on, and what counts for this type (Art. 16). */
export function AssessmentBasis({ desk }: { readonly desk: Desk }) {
  const { t, local } = useText();
  const { round, entry } = desk;
  if (round.kind !== 'assessment') return null;
  return (
    <dl className={styles.assessment}>
      <dt>{t('review.assessment.basis')}</dt>
      <dd>{local(assessmentBasis)}</dd>
      <dt>{t('review.assessment.focus')}</dt>
      <dd>{local(baseTypeFacts[entry.baseType].assessmentFocus)}</dd>
    </dl>
  );
}
