import { hashOf } from '../../router.ts';
import { useSession } from '../../store/session.ts';
import { useText } from '../../text.ts';
import { Notice } from '../../ui/state-view.tsx';

/** The sample round ends with one's own signature, since it has no other experts: says so, and what can still be tried. */
export function AfterPractice() {
  const { t } = useText();
  const { practice } = useSession().identity;
  if (!practice) return null;
  return (
    <Notice
      kind="note"
      title={t('finish.practice.title')}
      action={<a href={hashOf({ screen: 'verify' })}>{t('finish.practice.verify')}</a>}
    >
      <p>{t('finish.practice.next')}</p>
    </Notice>
  );
}
