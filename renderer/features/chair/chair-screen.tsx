import { useState } from 'react';
import { assertNever } from '../../../shared/result.ts';
import { FailedRound } from '../../parts/failed-round.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import { SaveProblem, SaveWords } from '../../parts/save-state.tsx';
import { go } from '../../router.ts';
import { type ReadyMeeting, useMeeting } from '../../store/use-meeting.ts';
import { useText } from '../../text.ts';
import { HeaderSlot } from '../../ui/header-slot.tsx';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { LoadingState } from '../../ui/state-view.tsx';
import styles from './chair.module.css';
import { type ChairPart, chairParts, partOf } from './chair-parts.ts';
import { DecisionsPart } from './decisions-part.tsx';
import { FlagsPart } from './flags-part.tsx';
import { type PanelDesk, usePanelDesk } from './panel-desk.ts';
import { PartLine } from './part-line.tsx';
import { ScoresPart } from './scores-part.tsx';
import { SignPart } from './sign-part.tsx';
import { type Handover, WorkbooksPart } from './workbooks-part.tsx';

/** The chair's work on a round: workbooks, scores, flags, votes and decisions, and the signature under them. */
export function ChairScreen(props: {
  readonly round: string;
  readonly part?: string | undefined;
  readonly application?: string | undefined;
}) {
  const { t } = useText();
  const meeting = useMeeting(props.round);
  const [handover, setHandover] = useState<Handover | null>(null);
  if (meeting.kind === 'loading') {
    return (
      <Page title={t('chair.title')} measure="table">
        <LoadingState label={t('common.loading')} rows={8} />
      </Page>
    );
  }
  if (meeting.kind === 'failed') {
    return (
      <FailedRound
        round={props.round}
        title={t('chair.title')}
        failure={meeting.failure}
        again={meeting.again}
      />
    );
  }
  return (
    <Ready
      ready={meeting}
      part={partOf(props.part)}
      application={props.application}
      handover={handover}
      onHandover={setHandover}
    />
  );
}

function Ready(props: {
  readonly ready: ReadyMeeting;
  readonly part: ChairPart;
  readonly application: string | undefined;
  readonly handover: Handover | null;
  readonly onHandover: (handover: Handover) => void;
}) {
  const { t } = useText();
  const { ready, part } = props;
  const desk = usePanelDesk(ready);
  const turn = (by: number) => {
    const next = chairParts[chairParts.indexOf(part) + by];
    if (next !== undefined) go({ screen: 'chair', round: desk.round.id, part: next });
  };
  useShortcuts([
    { keys: ']', label: t('chair.keys.nextPart'), run: () => turn(1) },
    { keys: '[', label: t('chair.keys.previousPart'), run: () => turn(-1) },
  ]);
  return (
    <div className={styles.screen}>
      <RoundHeader detail={ready.detail} current="chair" />
      <HeaderSlot>
        <SaveWords save={ready.save} />
      </HeaderSlot>
      <SaveProblem
        save={ready.save}
        onRetry={() => void ready.refresh()}
        onDiscard={() => void ready.discard()}
      />
      <PartLine desk={desk} current={part} />
      <div className={styles.part}>{partScreen(desk, props)}</div>
    </div>
  );
}

function partScreen(
  desk: PanelDesk,
  props: {
    readonly part: ChairPart;
    readonly application: string | undefined;
    readonly handover: Handover | null;
    readonly onHandover: (handover: Handover) => void;
  },
): React.ReactNode {
  switch (props.part) {
    case 'workbooks':
      return <WorkbooksPart desk={desk} handover={props.handover} onHandover={props.onHandover} />;
    case 'scores':
      return <ScoresPart desk={desk} />;
    case 'flags':
      return <FlagsPart desk={desk} application={props.application} />;
    case 'decisions':
      return <DecisionsPart desk={desk} application={props.application} />;
    case 'sign':
      return <SignPart desk={desk} />;
    default:
      return assertNever(props.part);
  }
}
