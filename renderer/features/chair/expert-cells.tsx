import type { ApplicationConsolidation } from '../../../shared/domain/consolidation.ts';
import { own } from '../../../shared/domain/record.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import { verdictLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { ExpertCell } from './expert-cell.tsx';
import { type PanelDesk, reviewBy } from './panel-desk.ts';

/** Everybody's verdict and score on a criterion. */
export function CriterionScores(props: {
  readonly desk: PanelDesk;
  readonly figures: ApplicationConsolidation;
  readonly criterion: string;
  readonly className?: string | undefined;
}) {
  const { t, number } = useText();
  const { figures, criterion } = props;
  const { round } = props.desk;
  const hundredths = own(figures.criteria, criterion)?.median ?? null;
  const median = hundredths === null ? null : hundredths / 100;
  const limit = (round.settings.limits.scoreDistance * round.scheme.scale.max) / 100;
  return round.panel.members.map(({ id }) => {
    const judged = reviewBy(props.desk, id, figures.application)?.criteria.find(
      (each) => each.criterion === criterion,
    );
    return (
      <ExpertCell
        key={id}
        className={props.className}
        score={{ value: countedScore(judged), median, limit, show: number }}
        recused={figures.recused.includes(id)}
        {...(judged === undefined
          ? {}
          : { glyph: verdictLook[judged.verdict], word: t(`domain.verdict.${judged.verdict}`) })}
      />
    );
  });
}

/** Everybody's total. */
export function TotalScores(props: {
  readonly desk: PanelDesk;
  readonly figures: ApplicationConsolidation;
  readonly className?: string | undefined;
}) {
  const { points } = useText();
  const { figures } = props;
  const { panel, settings } = props.desk.round;
  const { median } = figures.total;
  const limit = 100 * settings.limits.scoreDistance;
  return panel.members.map(({ id }) => (
    <ExpertCell
      key={id}
      className={props.className}
      score={{ value: own(figures.totals, id) ?? null, median, limit, show: points }}
      recused={figures.recused.includes(id)}
    />
  ));
}
