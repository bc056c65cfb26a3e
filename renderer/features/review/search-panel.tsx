import { useEffect, useMemo, useRef, useState } from 'react';
import { citedPlace } from '../../parts/cited-place.ts';
import { useText } from '../../text.ts';
import { searchTexts, type TextHit } from '../../viewers/texts/search-texts.ts';
import { BarButton } from '../../viewers/viewer-bar.tsx';
import type { Desk } from './desk.ts';
import type { CitedGoal } from './evidence-pane.tsx';
import styles from './search-panel.module.css';
import { type TextIndex, useTextIndex } from './use-text-index.ts';

const mostHits = 200;

/** Searching in all documents of the application: hits by document and page; Enter opens the place. */
export function SearchPanel(props: {
  readonly desk: Desk;
  /** `false` only prepares the index. */
  readonly open: boolean;
  readonly onGo: (goal: CitedGoal) => void;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { desk, open, onGo, onClose } = props;
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const [listed, setListed] = useState(true);
  const index = useTextIndex(desk, open);
  const field = useRef<HTMLInputElement>(null);
  const hits = useMemo(() => searchTexts(index.texts, query, mostHits), [index.texts, query]);
  useEffect(() => {
    if (open) field.current?.select();
  }, [open]);
  if (!open) return null;
  const go = (place: number) => {
    const hit = hits[place];
    if (hit === undefined) return;
    const { document, page, nth, before, after } = hit;
    setChosen(place);
    setListed(false);
    onGo({ document, passage: { page, find: { words: query.trim(), nth, before, after } } });
  };
  const step = (by: 1 | -1) => Math.min(Math.max(chosen + by, 0), hits.length - 1);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (event.key === 'Enter') go(listed ? chosen : step(event.shiftKey ? -1 : 1));
    else if (event.key === 'Escape') onClose();
    else if (by !== null) {
      setListed(true);
      setChosen(listed ? step(by) : chosen);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.panel}>
      <div className={styles.line}>
        <input
          ref={field}
          autoComplete="off"
          className={styles.field}
          aria-label={t('review.searchAll.field')}
          placeholder={t('review.searchAll.field')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
            setListed(true);
          }}
          onClick={() => setListed(true)}
          onKeyDown={onKeyDown}
        />
        {!listed && (
          <Steps
            at={chosen + 1}
            total={hits.length}
            onStep={(by) => go(step(by))}
            onList={() => setListed(true)}
          />
        )}
        <BarButton icon="close" label={t('review.searchAll.close')} onClick={onClose} />
      </div>
      <p className={styles.state} role="status">
        <State query={query} hits={hits.length} index={index} />
      </p>
      {listed && hits.length > 0 && (
        <HitList desk={desk} texts={index.texts} hits={hits} chosen={chosen} onGo={go} />
      )}
    </search>
  );
}

/** Once a hit is open, the list makes way for the document; from there one goes on from hit to hit. */
function Steps(props: {
  readonly at: number;
  readonly total: number;
  readonly onStep: (by: 1 | -1) => void;
  readonly onList: () => void;
}) {
  const { t } = useText();
  const { at, total, onStep } = props;
  return (
    <span className={styles.steps}>
      <span className={styles.count}>{t('viewer.hits', { at, total })}</span>
      <BarButton
        icon="previous"
        label={t('review.searchAll.previous')}
        onClick={() => onStep(-1)}
      />
      <BarButton icon="next" label={t('review.searchAll.next')} onClick={() => onStep(1)} />
      <BarButton icon="list" label={t('review.searchAll.list')} onClick={props.onList} />
    </span>
  );
}

function State(props: {
  readonly query: string;
  readonly hits: number;
  readonly index: TextIndex;
}) {
  const { t } = useText();
  const { query, hits, index } = props;
  const { done, total, unreadable, wordless } = index;
  const found =
    query.trim() === ''
      ? ''
      : t(hits >= mostHits ? 'review.searchAll.many' : 'review.searchAll.found', { count: hits });
  const progress = done < total ? t('review.searchAll.reading', { done, total }) : '';
  const gaps = unreadable > 0 ? t('review.searchAll.unreadable', { count: unreadable }) : '';
  const scans = wordless > 0 ? t('review.searchAll.wordless', { count: wordless }) : '';
  return [found, progress, gaps, scans].filter((words) => words !== '').join(' · ');
}

function HitList(props: {
  readonly desk: Desk;
  readonly texts: TextIndex['texts'];
  readonly hits: readonly TextHit[];
  readonly chosen: number;
  readonly onGo: (place: number) => void;
}) {
  const { t } = useText();
  const { desk, hits, chosen, onGo } = props;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const placeOf = ({ document, page }: TextHit) => {
    const name = desk.content?.documents.find((each) => each.id === document)?.name ?? document;
    const { pages } = props.texts.find((text) => text.document === document) ?? { pages: [] };
    return pages.length > 1 ? citedPlace(t, name, page) : name;
  };
  return (
    <ol ref={list} className={styles.hits}>
      {hits
        .map((hit, number) => ({ ...hit, number }))
        .map((hit) => (
          <li key={hit.number}>
            <button
              type="button"
              className={styles.hit}
              data-chosen={hit.number === chosen}
              onClick={() => onGo(hit.number)}
            >
              <span className={styles.place}>{placeOf(hit)}</span>
              <span className={styles.words}>
                …{hit.before}
                <mark>{hit.words}</mark>
                {hit.after}…
              </span>
            </button>
          </li>
        ))}
    </ol>
  );
}
