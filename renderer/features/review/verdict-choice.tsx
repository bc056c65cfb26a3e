import { type Verdict, verdicts } from '../../../shared/domain/review.ts';
import { verdictLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { Desk, JudgedCriterion } from './desk.ts';
import styles from './review.module.css';

/** The verdict as one of five, each with its shape, its word and its key. The chosen one once more takes it back. */
export function VerdictChoice(props: { readonly desk: Desk; readonly found: JudgedCriterion }) {
  const { t } = useText();
  const { desk, found } = props;
  const chosen = found.judged.verdict;
  const judge = (verdict: Verdict | null) =>
    desk.record({
      kind: 'criterion.judged',
      application: desk.entry.id,
      criterion: found.criterion.id,
      verdict,
    });
  return (
    <fieldset className={styles.verdicts} disabled={desk.frozen}>
      <legend>{t('review.verdict')}</legend>
      <div className={styles.verdictRow}>
        {verdicts.map((verdict, index) => (
          <label key={verdict} className={styles.verdict} data-chosen={verdict === chosen}>
            <input
              type="radio"
              className="visually-hidden"
              name="verdict"
              value={verdict}
              checked={verdict === chosen}
              onChange={() => judge(verdict)}
              onClick={() => verdict === chosen && judge(null)}
            />
            <Glyph {...verdictLook[verdict]} />
            <span className={styles.verdictWord}>{t(`domain.verdict.${verdict}`)}</span>
            <span className={styles.key} aria-hidden="true">
              {index + 1}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
