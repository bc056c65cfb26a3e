import type { MeetingRefusal } from '../../shared/domain/meeting.ts';
import type { ReviewRefusal } from '../../shared/domain/review.ts';
import type { Failure } from '../../shared/failures.ts';
import { FailureNotice } from './failure-notice.tsx';

type Refusal = ReviewRefusal | MeetingRefusal;

/** Why the domain refused something that a person did on screen, in the words of the same failure. */
export function RefusalNotice(props: { readonly refusal: Refusal }) {
  return <FailureNotice failure={failureOf(props.refusal)} />;
}

/** A refusal of the domain is a failure of the contract under the same name. */
function failureOf(refusal: Refusal): Failure {
  return refusal;
}
