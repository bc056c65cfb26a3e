import { OwnReview } from '../../parts/own-review.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import { useText } from '../../text.ts';
import { Declarations } from './declarations.tsx';
import { Pledge } from './pledge.tsx';

/** Before any document opens: the pledge once, then a declaration for every application. */
export function DeclareScreen(props: {
  readonly round: string;
  readonly application?: string | undefined;
}) {
  const { t } = useText();
  return (
    <OwnReview round={props.round} title={t('declare.title')}>
      {(review) => (
        <>
          <RoundHeader detail={review.detail} current="declare" />
          {review.review.pledge === null ? (
            <Pledge review={review} />
          ) : (
            <Declarations review={review} selected={props.application} />
          )}
        </>
      )}
    </OwnReview>
  );
}
