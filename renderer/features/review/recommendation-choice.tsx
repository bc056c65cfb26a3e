import { type Recommendation, recommendations } from '../../../shared/domain/review.ts';
import { exceedsCap, mandatoryNotMet } from '../../../shared/domain/scoring.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import { Notice } from '../../ui/state-view.tsx';
import type { Desk } from './desk.ts';
import { LookChoice } from './look-choice.tsx';
import styles from './review.module.css';

/** The recommendation, with the cap that a mandatory criterion sets and the reason that goes beyond it. */
export function RecommendationChoice(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  const { recommendation, reason, criteria } = desk.state;
  const failed = mandatoryNotMet(desk.round.scheme, desk.entry.baseType, criteria);
  const beyond = exceedsCap(desk.round.scheme, desk.entry.baseType, desk.state);
  const lacking = beyond && reason.trim() === '';
  const recommend = (next: Recommendation | null) =>
    desk.record({
      kind: 'application.recommended',
      application: desk.entry.id,
      recommendation: next,
      reason,
    });
  return (
    <>
      <LookChoice
        name="recommendation"
        legend={t('review.recommendation')}
        answers={recommendations}
        looks={recommendationLook}
        word={(each) => t(`domain.recommendation.${each}`)}
        chosen={recommendation}
        disabled={desk.frozen}
        onChoose={recommend}
      />
      {failed.length > 0 && (
        <Notice
          kind={lacking ? 'caution' : 'note'}
          title={t('review.cap.title', { criteria: failed.join(t('common.comma')) })}
        >
          <p>{t(`review.cap.${lacking ? 'beyond' : beyond ? 'reasoned' : 'rule'}`)}</p>
        </Notice>
      )}
      {(beyond || reason !== '') && <ReasonField desk={desk} needed={beyond} />}
    </>
  );
}

function ReasonField(props: { readonly desk: Desk; readonly needed: boolean }) {
  const { t } = useText();
  const { desk, needed } = props;
  const { recommendation } = desk.state;
  const typed = useTypedText(desk.state.reason, (reason) =>
    desk.record({
      kind: 'application.recommended',
      application: desk.entry.id,
      recommendation,
      reason,
    }),
  );
  return (
    <section className={styles.comment}>
      <label className={styles.label} htmlFor="reason">
        {t('review.cap.reason')}
        {needed && <span className={styles.needed}>{t('review.needed')}</span>}
      </label>
      <ProseInput id="reason" aria-required={needed} disabled={desk.frozen} {...typed} />
    </section>
  );
}
