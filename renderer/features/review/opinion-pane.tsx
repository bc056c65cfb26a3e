import { spellHidden } from '../../../shared/hidden-text.ts';
import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import { AssessmentBasis } from './assessment-basis.tsx';
import type { Desk } from './desk.ts';
import { FalsificationField } from './falsification-field.tsx';
import { NoteField } from './note-field.tsx';
import { RecommendationChoice } from './recommendation-choice.tsx';
import styles from './review.module.css';

/** The application as a whole: recommendation, opinion, and whether something in it may be falsified. */
export function OpinionPane(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  return (
    <article className={styles.criterion} aria-labelledby="opinion-title">
      <header className={styles.criterionHead}>
        <h2 id="opinion-title" className={styles.criterionTitle}>
          {t('review.opinion.title')}
        </h2>
      </header>
      {desk.content !== null && desk.content.summary !== '' && (
        <p className={styles.requirement}>
          <span className={styles.summaryOf}>{t('review.summary')}</span>
          {spellHidden(desk.content.summary)}
        </p>
      )}
      <AssessmentBasis desk={desk} />
      <RecommendationChoice desk={desk} />
      <OpinionField desk={desk} />
      <FalsificationField desk={desk} />
      <NoteField desk={desk} />
    </article>
  );
}

function OpinionField(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  const typed = useTypedText(desk.state.opinion, (opinion) =>
    desk.record({ kind: 'opinion.written', application: desk.entry.id, opinion }),
  );
  return (
    <section className={styles.comment}>
      <label className={styles.label} htmlFor="opinion">
        {t('review.opinion.text')}
        <span className={styles.needed}>{t('review.needed')}</span>
      </label>
      <ProseInput
        id="opinion"
        className={styles.long ?? ''}
        aria-required
        aria-describedby="opinion-hint"
        disabled={desk.frozen}
        {...typed}
      />
      <p id="opinion-hint" className={styles.small}>
        {t('review.opinion.hint')}
      </p>
    </section>
  );
}
