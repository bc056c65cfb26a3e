import { useEffect, useState } from 'react';
import { useText } from '../../text.ts';
import styles from './paged.module.css';
import type { OutlineEntry, PagedFile } from './paged-file.ts';
import { Thumbnails } from './thumbnails.tsx';

/** The table of contents where the file has one, and small pictures of all pages. */
export function SidePanel(props: {
  readonly file: PagedFile;
  readonly page: number;
  readonly onGo: (page: number) => void;
}) {
  const { t } = useText();
  const { file } = props;
  const [outline, setOutline] = useState<readonly OutlineEntry[]>([]);
  const [chosen, setChosen] = useState<'outline' | 'pages' | null>(null);
  useEffect(() => {
    let wanted = true;
    file.outline().then(
      (entries) => wanted && setOutline(entries),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [file]);
  const shown = chosen ?? (outline.length > 0 ? 'outline' : 'pages');
  return (
    <nav className={styles.side} aria-label={t('viewer.sidePanel')}>
      {outline.length > 0 && (
        <div className={styles.choices}>
          {(['outline', 'pages'] as const).map((each) => (
            <button
              key={each}
              type="button"
              className={styles.choice}
              aria-pressed={shown === each}
              onClick={() => setChosen(each)}
            >
              {t(each === 'outline' ? 'viewer.outline' : 'viewer.thumbnails')}
            </button>
          ))}
        </div>
      )}
      {shown === 'outline' ? <Outline {...props} entries={outline} /> : <Thumbnails {...props} />}
    </nav>
  );
}

function Outline(props: {
  readonly entries: readonly OutlineEntry[];
  readonly onGo: (page: number) => void;
}) {
  return (
    <ol className={styles.outline}>
      {numbered(props.entries).map(({ title, depth, page, number }) => (
        <li key={number}>
          <button
            type="button"
            className={styles.entry}
            style={{ paddingInlineStart: 8 + 12 * Math.min(depth, 6) }}
            disabled={page === null}
            title={title}
            onClick={() => page !== null && props.onGo(page)}
          >
            {title}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The same title may stand in an outline any number of times. */
function numbered(entries: readonly OutlineEntry[]) {
  return entries.map((entry, number) => ({ ...entry, number }));
}
