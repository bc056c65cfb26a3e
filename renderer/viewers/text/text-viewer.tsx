import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { useCitedText } from '../cited-text.ts';
import { reasonOf, ViewerError, type ViewerProps } from '../evidence.ts';
import { FindInElement } from '../find-in-element.tsx';
import { readBytes } from '../read-bytes.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { selectedPassage } from '../selected-passage.ts';
import { useSearchBar } from '../use-search-bar.ts';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { type DecodedText, decodeText, piecesOf } from './decode-text.ts';
import styles from './text.module.css';

/** The beginning of a text file that is shown; nobody reads more of one. */
const shownBytes = 4_000_000;

/** A plain text, as it is. */
export function TextViewer(props: ViewerProps) {
  const { t, size } = useText();
  const { source, refuse, goal, marks } = props;
  const [content, setContent] = useState<DecodedText | null>(null);
  const frame = useRef<HTMLElement>(null);
  const bar = useSearchBar(goal?.find, frame);
  const [page, setPage] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    let wanted = true;
    load(source).then(
      (value) => wanted && setContent(value),
      (error: unknown) => wanted && refuse(reasonOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [source, refuse]);
  useCitedText(page, marks, goal);
  useImperativeHandle(props.controls, () => ({
    passage: () => (page === null ? null : selectedPassage(page)) ?? { page: 1 },
    search: bar.search,
  }));
  if (content === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return (
    <>
      <ViewerBar>
        <BarButton icon="search" label={t('viewer.search')} onClick={bar.search} />
        <span className={styles.note}>{content.encoding}</span>
      </ViewerBar>
      {page !== null && bar.shown && (
        <FindInElement root={page} asked={bar.asked} found={goal?.find} onClose={bar.close} />
      )}
      <ScrollRegion
        frame={frame}
        className={styles.frame}
        label={t('viewer.document', { name: source.name })}
      >
        <div ref={setPage} data-page={1} className={styles.page}>
          {piecesOf(content.text).map(({ line, text }) => (
            <pre key={line} className={styles.piece}>
              {text}
            </pre>
          ))}
          {source.size > shownBytes && (
            <p className={styles.cut}>{t('viewer.cut', { shown: size(shownBytes) })}</p>
          )}
        </div>
      </ScrollRegion>
    </>
  );
}

async function load(source: ViewerProps['source']): Promise<DecodedText> {
  if (source.size === 0) throw new ViewerError('empty');
  const end = Math.min(source.size, shownBytes);
  const { text, encoding } = decodeText(await readBytes(source, 0, end), end < source.size);
  return { text: spellHidden(text), encoding };
}
