import { useEffect, useRef, useState } from 'react';
import type { Application, ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import type { ApplicationReview, Citation } from '../../../shared/domain/review.ts';
import { isBroken } from '../../parts/cited-place.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { useArrivalFocus } from '../../ui/arrival-focus.ts';
import { type Pane, SplitPanes } from '../../ui/split-panes.tsx';
import { Notice } from '../../ui/state-view.tsx';
import type { ViewerControls } from '../../viewers/evidence.ts';
import { CriteriaList } from './criteria-list.tsx';
import { CriterionPane } from './criterion-pane.tsx';
import type { Desk } from './desk.ts';
import { type CitedGoal, EvidencePane } from './evidence-pane.tsx';
import { History } from './history.tsx';
import { LateConflict } from './late-conflict.tsx';
import { OpinionPane } from './opinion-pane.tsx';
import styles from './review.module.css';
import { ReviewHeader } from './review-header.tsx';
import { Tabs } from './tabs.tsx';
import { useCiting } from './use-citing.ts';
import { useDesk } from './use-desk.ts';
import { useLeaveField } from './use-leave-field.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { type Room, useRoom } from './use-room.ts';

/** The three panes: what is asked, what one answers, what it rests on. */
export function Workspace(props: {
  readonly review: ReadyReview;
  readonly entry: ApplicationIndexEntry;
  readonly state: ApplicationReview;
  readonly content: Application | null;
  readonly criterion?: string | undefined;
}) {
  const { t, name } = useText();
  const viewer = useRef<ViewerControls>(null);
  const [goal, setGoal] = useState<CitedGoal | null>(null);
  const [tab, setTab] = useState<'list' | 'answers' | 'evidence'>('answers');
  const [panel, setPanel] = useState<'conflict' | 'history' | null>(null);
  const close = () => setPanel(null);
  const show = (citation: Citation) => {
    const { document, page, rectangle, quote } = citation;
    const broken = props.content !== null && isBroken(props.content.documents, citation);
    setGoal({ document, passage: broken ? { page } : { page, rectangle, quote } });
    setTab('evidence');
  };
  const { desk, refusal } = useDesk(props, props.criterion, show);
  const answers = useArrivalFocus<HTMLDivElement>(desk.place);
  const [present, setPresent] = useState<string | null>(null);
  const cite = useCiting(desk, present, viewer);
  const room = useRoom();
  const onHistory = () => setPanel('history');
  useReviewKeys({ desk, review: props.review, cite, viewer, answers, onHistory });
  useLeaveField(answers);
  useEffect(() => {
    const pane = answers.current;
    if (pane?.dataset.place === desk.place) pane.scrollTop = 0;
  }, [answers, desk.place]);
  const body = (
    <div ref={answers} tabIndex={-1} className={styles.answers} data-place={desk.place}>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
      {desk.frozen && <Notice kind="note" title={t('review.frozen')} />}
      <Answers key={desk.place} desk={desk} />
    </div>
  );
  const evidence = (
    <EvidencePane
      desk={desk}
      goal={goal}
      viewer={viewer}
      onPresent={setPresent}
      onSeek={setGoal}
      onOpened={() => void props.review.refresh()}
      onCite={cite.run}
      cited={cite.done}
    />
  );
  const go: Desk['go'] = (place) => {
    desk.go(place);
    setTab('answers');
  };
  const list = <CriteriaList desk={{ ...desk, go }} />;
  const both = {
    answers: { label: t('review.tab.answers'), content: body },
    evidence: { label: t('review.tab.evidence'), content: evidence },
  };
  const all = { list: { label: t('review.criteria'), content: list }, ...both };
  const words = { label: t('review.tabs'), onChoose: setTab };
  const panes = panesOf(room, {
    list,
    body,
    evidence,
    tabs:
      room === 'compact' ? (
        <Tabs {...words} chosen={tab} tabs={all} />
      ) : (
        <Tabs {...words} chosen={tab === 'list' ? 'answers' : tab} tabs={both} />
      ),
    words: { list: t('review.resize.list'), evidence: t('review.resize.evidence') },
  });
  return (
    <>
      <ReviewHeader
        review={props.review}
        desk={desk}
        onConflict={() => setPanel('conflict')}
        onHistory={onHistory}
      />
      <h1 className="visually-hidden">
        {t('review.heading', { number: desk.entry.number, name: name(desk.entry.applicant) })}
      </h1>
      <SplitPanes key={panes.length} name={`review-${panes.length}`} panes={panes} />
      <LateConflict
        review={props.review}
        entry={desk.entry}
        open={panel === 'conflict'}
        onClose={close}
      />
      <History review={props.review} desk={desk} open={panel === 'history'} onClose={close} />
    </>
  );
}

function Answers(props: { readonly desk: Desk }) {
  const { desk } = props;
  return desk.place === 'opinion' ? (
    <OpinionPane desk={desk} />
  ) : (
    <CriterionPane desk={desk} criterion={desk.place} />
  );
}

function panesOf(
  room: Room,
  parts: {
    readonly list: React.ReactNode;
    readonly body: React.ReactNode;
    readonly evidence: React.ReactNode;
    readonly tabs: React.ReactNode;
    readonly words: { readonly list: string; readonly evidence: string };
  },
): readonly Pane[] {
  if (room === 'compact') return [{ id: 'tabs', share: 1, least: 480, content: parts.tabs }];
  const list: Pane = {
    id: 'list',
    share: room === 'wide' ? 0.16 : 0.2,
    least: 168,
    collapsible: true,
    dividerLabel: parts.words.list,
    content: parts.list,
  };
  if (room === 'narrow') return [list, { id: 'tabs', share: 0.8, least: 480, content: parts.tabs }];
  return [
    list,
    {
      id: 'answers',
      share: 0.41,
      least: 420,
      dividerLabel: parts.words.evidence,
      content: parts.body,
    },
    { id: 'evidence', share: 0.43, least: 360, collapsible: true, content: parts.evidence },
  ];
}
