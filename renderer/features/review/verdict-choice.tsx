import { type Verdict, verdicts } from '../../../shared/domain/review.ts';
import { verdictLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import type { Desk, JudgedCriterion } from './desk.ts';
import { LookChoice } from './look-choice.tsx';

/** The verdict as one of five. */
export function VerdictChoice(props: { readonly desk: Desk; readonly found: JudgedCriterion }) {
  const { t } = useText();
  const { desk, found } = props;
  const judge = (verdict: Verdict | null) =>
    desk.record({
      kind: 'criterion.judged',
      application: desk.entry.id,
      criterion: found.criterion.id,
      verdict,
    });
  return (
    <LookChoice
      name="verdict"
      legend={t('review.verdict')}
      answers={verdicts}
      looks={verdictLook}
      word={(verdict) => t(`domain.verdict.${verdict}`)}
      chosen={found.judged.verdict}
      numbered
      disabled={desk.frozen}
      onChoose={judge}
    />
  );
}
