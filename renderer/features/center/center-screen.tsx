import { useEffect } from 'react';
import type { HaizhiContract } from '../../../shared/contract.ts';
import type { Output } from '../../../shared/rpc.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { unattended } from '../../store/presence.ts';
import { useSession } from '../../store/session.ts';
import { useRead } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/state-view.tsx';
import { CenterRound } from './center-round.tsx';
import { Desk } from './desk.tsx';
import { FoundCenter } from './found-center.tsx';

export type CenterState = Output<HaizhiContract, 'center.read'>;

/** The exchange center's desk: its rounds and people, or, with a round, that round from intake to decision. */
export function CenterScreen(props: { readonly round?: string | undefined }) {
  const { t } = useText();
  const { info } = useSession();
  const center = useRead('center.read', {});
  const { again } = center;
  useEffect(() => unattended.subscribe(again), [again]);
  if (center.kind === 'loading') {
    return (
      <Page title={t('center.title')} measure="table">
        <LoadingState label={t('common.loading')} rows={8} />
      </Page>
    );
  }
  if (center.kind === 'failed') {
    return (
      <Page title={t('center.title')}>
        <FailureNotice failure={center.failure} />
      </Page>
    );
  }
  if (!info.center) {
    return (
      <Page title={t('center.title')}>
        <EmptyState title={t('center.closed.title')} hint={t('center.closed.hint')} />
      </Page>
    );
  }
  const state = center.value;
  if (state.state === 'none') return <FoundCenter onFounded={center.again} />;
  const round = state.rounds.find((each) => each.id === props.round);
  if (round !== undefined) {
    return <CenterRound key={round.id} center={state} round={round} onChange={center.again} />;
  }
  return <Desk center={state} onChange={center.again} />;
}
