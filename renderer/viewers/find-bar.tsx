import { useEffect, useRef } from 'react';
import { useText } from '../text.ts';
import type { Finding } from './finding.ts';
import { BarButton } from './viewer-bar.tsx';
import styles from './viewers.module.css';

/** Searching in the document: the words, how many hits, and from one to the next. `asked` counts calls for the focus. */
export function FindBar(props: {
  readonly finding: Finding;
  readonly asked: number;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { finding, asked, onClose } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked > 0) field.current?.select();
  }, [asked]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') finding.move(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.find}>
      <input
        ref={field}
        autoComplete="off"
        className={styles.findField}
        aria-label={t('viewer.find')}
        placeholder={t('viewer.find')}
        value={finding.query}
        onChange={(event) => finding.setQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.count} role="status">
        {wordsOf(finding, t)}
      </span>
      <BarButton
        icon="previous"
        label={t('viewer.findPrevious')}
        onClick={() => finding.move(-1)}
      />
      <BarButton icon="next" label={t('viewer.findNext')} onClick={() => finding.move(1)} />
      <BarButton icon="close" label={t('viewer.findClose')} onClick={onClose} />
    </search>
  );
}

function wordsOf(
  { query, hits, current, complete }: Finding,
  t: ReturnType<typeof useText>['t'],
): string {
  if (query.trim() === '') return '';
  if (hits.length > 0) {
    return t(complete ? 'viewer.hits' : 'viewer.hitsSoFar', {
      at: current + 1,
      total: hits.length,
    });
  }
  return t(complete ? 'viewer.noHits' : 'viewer.searching');
}
