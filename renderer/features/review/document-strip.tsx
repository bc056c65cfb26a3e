import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { OrderedDocuments } from './document-order.ts';
import styles from './review.module.css';

/** More than these would be a list, not a strip; the picker above holds all. */
const mostShown = 24;

/** The documents in one line below the viewer, those named for the criterion first and marked. */
export function DocumentStrip(props: {
  readonly ordered: OrderedDocuments;
  readonly present: string | null;
  readonly onPick: (document: string) => void;
}) {
  const { t } = useText();
  const { named, others } = props.ordered;
  const shown = [
    ...named.map((each) => ({ ...each, named: true })),
    ...others.map((each) => ({ ...each, named: false })),
  ].slice(0, mostShown);
  return (
    <nav className={styles.strip} aria-label={t('review.evidence.strip')}>
      {shown.map((each) => (
        <button
          key={each.id}
          type="button"
          className={styles.chip}
          data-named={each.named}
          aria-current={each.id === props.present ? 'true' : undefined}
          title={each.named ? t('review.evidence.isNamed', { name: each.name }) : each.name}
          onClick={() => props.onPick(each.id)}
        >
          {each.news !== null && (
            <Glyph
              shape="triangle"
              tone="caution"
              label={t(`review.evidence.isNews.${each.news}`)}
            />
          )}
          {each.name}
        </button>
      ))}
    </nav>
  );
}
