import { type CommentCause, commentCause } from '../../../shared/domain/review-missing.ts';
import { useTypedText } from '../../store/typing.ts';
import { type Text, useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import type { Desk, JudgedCriterion } from './desk.ts';
import styles from './review.module.css';

/** The comment, with the rule when one is required shown before it bites, and what bites once it does. */
export function CommentField(props: { readonly desk: Desk; readonly found: JudgedCriterion }) {
  const text = useText();
  const { t } = text;
  const { desk, found } = props;
  const { criterion, judged } = found;
  const typed = useTypedText(judged.comment, (comment) =>
    desk.record({
      kind: 'criterion.commented',
      application: desk.entry.id,
      criterion: criterion.id,
      comment,
    }),
  );
  const cause = commentCause(desk.round, judged);
  const lacking = cause !== null && typed.value.trim() === '';
  return (
    <section className={styles.comment}>
      <label className={styles.label} htmlFor="comment">
        {t('review.comment')}
        {cause !== null && <span className={styles.needed}>{t('review.needed')}</span>}
      </label>
      <ProseInput
        id="comment"
        aria-describedby="comment-rule"
        aria-required={cause !== null}
        disabled={desk.frozen}
        {...typed}
      />
      <p id="comment-rule" className={lacking ? styles.rule : styles.small}>
        {lacking && <Glyph shape="triangle" tone="caution" />} {ruleWords(desk, found, cause, text)}
      </p>
    </section>
  );
}

function ruleWords(
  { round }: Desk,
  { judged }: JudgedCriterion,
  cause: CommentCause | null,
  { t, number }: Text,
): string {
  if (cause === 'verdict') {
    return t('review.commentNeeded.verdict', { verdict: t(`domain.verdict.${judged.verdict}`) });
  }
  if (cause !== null) {
    return t(`review.commentNeeded.${cause}`, { score: number(judged.score ?? 0) });
  }
  const { bands, max } = round.scheme.scale;
  return t('review.commentRule', {
    lowest: `${number(0)}–${number(bands[0]?.to ?? 0)}`,
    highest: `${number(bands.at(-1)?.from ?? max)}–${number(max)}`,
  });
}
