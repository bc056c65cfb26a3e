import { allowsReview } from '../../../shared/domain/conflict.ts';
import { own } from '../../../shared/domain/record.ts';
import { applicationOf } from '../../../shared/domain/round.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { OwnReview } from '../../parts/own-review.tsx';
import { useRead } from '../../store/use-call.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';
import { ClosedApplication } from './closed-application.tsx';
import { Workspace } from './workspace.tsx';

/** One application with its criteria, the expert's answers and the evidence side by side. */
export function ReviewScreen(props: {
  readonly round: string;
  readonly application: string;
  readonly criterion?: string | undefined;
}) {
  const { t } = useText();
  return (
    <OwnReview round={props.round} title={t('review.title')}>
      {(review) => <Admission key={props.application} {...props} review={review} />}
    </OwnReview>
  );
}

/** Nothing of an application is read before its declaration allows it. */
function Admission(props: {
  readonly review: ReadyReview;
  readonly application: string;
  readonly criterion?: string | undefined;
}) {
  const { t } = useText();
  const { review, application } = props;
  const entry = applicationOf(review.detail.round, application);
  const state = own(review.review.applications, application);
  if (entry === undefined || state === undefined) {
    return (
      <Page title={t('review.title')}>
        <FailureNotice failure={{ kind: 'not-assigned', application }} />
      </Page>
    );
  }
  if (review.review.pledge === null || !allowsReview(state.conflict)) {
    return <ClosedApplication review={review} entry={entry} conflict={state.conflict} />;
  }
  return <Admitted {...props} entry={entry} state={state} />;
}

function Admitted(
  props: Omit<React.ComponentProps<typeof Workspace>, 'content'> & { readonly application: string },
) {
  const { t } = useText();
  const { review, application } = props;
  const content = useRead('applications.read', { round: review.detail.round.id, application });
  if (content.kind === 'failed') {
    return (
      <Page title={t('review.title')}>
        <FailureNotice failure={content.failure} />
      </Page>
    );
  }
  return <Workspace {...props} content={content.kind === 'ready' ? content.value : null} />;
}
