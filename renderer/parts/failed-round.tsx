import { Button } from 'antd';
import type { Failure } from '../../shared/failures.ts';
import { hashOf } from '../router.ts';
import { useText } from '../text.ts';
import { Page } from '../ui/page.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { WayOut } from './way-out.tsx';

/** A round that cannot be opened: why, once more, and the way back to the others. */
export function FailedRound(props: {
  readonly round: string;
  readonly title: string;
  readonly failure: Failure;
  readonly again: () => void;
}) {
  const { t } = useText();
  return (
    <Page
      title={props.title}
      actions={<a href={hashOf({ screen: 'rounds' })}>{t('common.round.back')}</a>}
    >
      <FailureNotice
        failure={props.failure}
        action={
          <Button size="small" onClick={props.again}>
            {t('common.tryAgain')}
          </Button>
        }
      />
      <WayOut round={props.round} failure={props.failure} again={props.again} />
    </Page>
  );
}
