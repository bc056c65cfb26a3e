import { missingFrom } from '../../../shared/domain/review-missing.ts';
import { hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Notice } from '../../ui/state-view.tsx';

/** The one thing to do next, when it is not simply reviewing on. */
export function NextStep(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { detail, member, review } = props.review;
  const round = detail.round.id;
  const missing = missingFrom(detail.round, member, review);
  const undeclared = missing.filter((each) => each.kind === 'declaration').length;
  const declare = <a href={hashOf({ screen: 'declare', round })}>{t('applications.next.go')}</a>;
  const finish = <a href={hashOf({ screen: 'finish', round })}>{t('applications.next.finish')}</a>;
  if (review.phase === 'signed') {
    return <Notice kind="note" title={t('applications.next.signed')} action={finish} />;
  }
  if (review.pledge === null) {
    return <Notice kind="caution" title={t('applications.next.pledge')} action={declare} />;
  }
  if (undeclared > 0) {
    const title = t('applications.next.declare', { count: undeclared });
    return <Notice kind="caution" title={title} action={declare} />;
  }
  if (missing.length === 0) {
    return <Notice kind="note" title={t('applications.next.complete')} action={finish} />;
  }
  return null;
}
