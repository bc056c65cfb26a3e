import { criterion as criterionWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import { OwnReview } from '../../parts/own-review.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { CalibrationView } from './calibration-view.tsx';
import { ComparePlaces } from './compare-places.tsx';
import { CriterionComparison } from './criterion-comparison.tsx';

/** One's own scores side by side: how one scores on the whole, and one criterion over all applications. */
export function CompareScreen(props: {
  readonly round: string;
  readonly criterion?: string | undefined;
}) {
  const { t } = useText();
  return (
    <OwnReview round={props.round} title={t('compare.title')}>
      {(review) => (
        <>
          <RoundHeader detail={review.detail} current="compare" />
          <Comparison review={review} named={props.criterion} />
        </>
      )}
    </OwnReview>
  );
}

function Comparison(props: { readonly review: ReadyReview; readonly named: string | undefined }) {
  const { t } = useText();
  const { review, named } = props;
  const criterion = named === undefined ? undefined : criterionWithId(named);
  return (
    <SplitPanes
      name="compare"
      panes={[
        {
          id: 'places',
          share: 0.24,
          least: 200,
          collapsible: true,
          dividerLabel: t('compare.divider'),
          content: <ComparePlaces review={review} current={criterion?.id ?? null} />,
        },
        {
          id: 'comparison',
          share: 0.76,
          least: 480,
          content:
            criterion === undefined ? (
              <CalibrationView review={review} />
            ) : (
              <CriterionComparison key={criterion.id} review={review} criterion={criterion} />
            ),
        },
      ]}
    />
  );
}
