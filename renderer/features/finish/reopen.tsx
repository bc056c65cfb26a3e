import { ReopenForm } from '../../parts/reopen-form.tsx';
import { useDraft } from '../../store/use-draft.ts';
import type { ReadyReview } from '../../store/use-review.ts';

/** Opens a signed review again. */
export function Reopen(props: { readonly review: ReadyReview }) {
  const { detail, record } = props.review;
  const reason = useDraft(detail.round.id, 'reopen-reason');
  return (
    <ReopenForm
      reason={reason}
      reopen={() => record([{ kind: 'review.reopened', reason: reason.text }])}
      onReopened={reason.clear}
    />
  );
}
