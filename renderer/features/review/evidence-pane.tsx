import { Button } from 'antd';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Citation } from '../../../shared/domain/review.ts';
import { citationsAt } from '../../../shared/domain/review-answer.ts';
import { isBroken } from '../../parts/cited-place.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, LoadingState } from '../../ui/state-view.tsx';
import type { Mark, Passage, ViewerControls } from '../../viewers/evidence.ts';
import { EvidenceViewer } from '../../viewers/evidence-viewer.tsx';
import { CiteButton } from './cite-button.tsx';
import { criterionOf, type Desk } from './desk.ts';
import { documentFor, neighbourDocument, orderDocuments } from './document-order.ts';
import { DocumentPicker } from './document-picker.tsx';
import { DocumentStrip } from './document-strip.tsx';
import styles from './review.module.css';
import { SaveCopy } from './save-copy.tsx';
import { SearchPanel } from './search-panel.tsx';
import { useEvidence } from './use-evidence.ts';
import { useReadingPlaces } from './use-reading-places.ts';

/** A cited passage to be brought before the eyes. */
export interface CitedGoal {
  readonly document: string;
  readonly passage: Passage;
}

/** The applicant's documents: which one, the document itself, and those named for the criterion at hand. */
export function EvidencePane(props: {
  readonly desk: Desk;
  readonly goal: CitedGoal | null;
  readonly viewer: RefObject<ViewerControls | null>;
  readonly onPresent: (document: string | null) => void;
  /** Somebody wants to see a place that was found. */
  readonly onSeek: (goal: CitedGoal) => void;
  readonly onOpened: () => void;
  readonly onCite: () => void;
  readonly cited: Citation | null;
}) {
  const { t } = useText();
  const { desk, goal, onPresent } = props;
  const [present, setPresent] = usePresent(desk, goal);
  const { round, entry } = desk;
  const onOpened = useLatest(props.onOpened);
  const evidence = useEvidence(round.id, entry.id, present, onOpened);
  const marks = useMarks(desk, present);
  const reading = useReadingPlaces(present, goal);
  const [searching, setSearching] = useState(false);
  const pane = useRef<HTMLElement>(null);
  const closeSearch = () => {
    setSearching(false);
    pane.current?.focus({ preventScroll: true });
  };
  const toggleSearch = () => setSearching(!searching);
  const ordered = orderDocuments(desk.content?.documents ?? [], desk.place, desk.state.documents);
  const turn = (by: 1 | -1) => {
    const next = neighbourDocument(ordered, present, by);
    if (next !== null) setPresent(next);
  };
  useDocumentKeys(turn, () => setSearching(true));
  useEffect(() => onPresent(present), [present, onPresent]);
  if (desk.content === null) return <LoadingState label={t('common.loading')} rows={8} />;
  if (desk.content.documents.length === 0) {
    return <EmptyState title={t('review.evidence.none')} />;
  }
  return (
    <section
      ref={pane}
      tabIndex={-1}
      className={styles.evidence}
      aria-label={t('review.evidence.title')}
    >
      <div className={styles.evidenceHead}>
        <DocumentPicker
          ordered={ordered}
          place={desk.place}
          present={present}
          onPick={setPresent}
        />
        <Button
          size="small"
          type="text"
          aria-pressed={searching}
          title={t('review.searchAll.title')}
          onClick={toggleSearch}
        >
          {t('review.searchAll.button')}
        </Button>
        <SaveCopy desk={desk} document={present} onSaved={onOpened} />
        <CiteButton desk={desk} cited={props.cited} onCite={props.onCite} />
      </div>
      <SearchPanel desk={desk} open={searching} onGo={props.onSeek} onClose={closeSearch} />
      {evidence.kind === 'loading' && <LoadingState label={t('common.loading')} rows={8} />}
      {evidence.kind === 'failed' && (
        <FailureNotice
          failure={evidence.failure}
          action={
            <Button size="small" onClick={evidence.again}>
              {t('common.tryAgain')}
            </Button>
          }
        />
      )}
      {evidence.kind === 'ready' && (
        <EvidenceViewer
          key={evidence.document}
          source={evidence.source}
          goal={reading.goal}
          onPage={reading.onPage}
          marks={marks}
          controls={props.viewer}
          copy={<SaveCopy desk={desk} document={present} onSaved={onOpened} words />}
        />
      )}
      <DocumentStrip ordered={ordered} present={present} onPick={setPresent} />
    </section>
  );
}

function useDocumentKeys(turn: (by: 1 | -1) => void, search: () => void): void {
  const { t } = useText();
  const place = t('common.keys.evidence');
  useShortcuts([
    { keys: 'D', place, label: t('review.keys.nextDocument'), run: () => turn(1) },
    { keys: 'Shift+D', place, label: t('review.keys.previousDocument'), run: () => turn(-1) },
    { keys: 'Ctrl+Shift+F', place, label: t('review.searchAll.key'), run: search },
  ]);
}

/** The open document: what a citation leads to, what the person picks, else what the criterion asks for. */
function usePresent(
  { content, place }: Desk,
  goal: CitedGoal | null,
): readonly [string | null, (document: string) => void] {
  const [present, setPresent] = useState<string | null>(null);
  useEffect(() => {
    if (content === null) return;
    setPresent((before) => documentFor(orderDocuments(content.documents, place, []), before));
  }, [content, place]);
  useEffect(() => {
    if (goal !== null) setPresent(goal.document);
  }, [goal]);
  return [present, setPresent];
}

/** The citations of the criterion or suspicion at hand in a document; of a file that was replaced they mark nothing. */
function useMarks({ state, place, content }: Desk, document: string | null): readonly Mark[] {
  const citations = citationsAt(state, criterionOf(place));
  return useMemo(
    () =>
      citations.filter(
        (each) => each.document === document && !isBroken(content?.documents ?? [], each),
      ),
    [citations, document, content],
  );
}

function useLatest(run: () => void): () => void {
  const latest = useRef(run);
  latest.current = run;
  return useCallback(() => latest.current(), []);
}
