import { FailedRound } from '../../parts/failed-round.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import { useReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { Declarations } from './declarations.tsx';
import { Pledge } from './pledge.tsx';

/** Before any document opens: the pledge once, then a declaration for every application. */
export function DeclareScreen(props: {
  readonly round: string;
  readonly application?: string | undefined;
}) {
  const { t } = useText();
  const review = useReview(props.round);
  if (review.kind === 'loading') return <LoadingState label={t('common.loading')} rows={8} />;
  if (review.kind === 'failed') {
    return (
      <FailedRound
        round={props.round}
        title={t('declare.title')}
        failure={review.failure}
        again={review.again}
      />
    );
  }
  return (
    <>
      <RoundHeader detail={review.detail} current="declare" />
      {review.review.pledge === null ? (
        <Pledge review={review} />
      ) : (
        <Declarations review={review} selected={props.application} />
      )}
    </>
  );
}
