import { useRef } from 'react';
import { check as checkWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import type { CriterionId } from '../../../shared/domain/catalogue/criterion.ts';
import type { Citation } from '../../../shared/domain/review.ts';
import { citationsAt } from '../../../shared/domain/review-answer.ts';
import { citedPlace, isBroken } from '../../parts/cited-place.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Icon } from '../../viewers/icons.tsx';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** What the judgement, or with `null` the suspicion, rests on: each citation leads to its place in the document. */
export function CitationList(props: {
  readonly desk: Desk;
  readonly criterion: CriterionId | null;
}) {
  const { t } = useText();
  const { desk, criterion } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const citations = citationsAt(desk.state, criterion);
  const remove = (citation: Citation['id']) => {
    desk.record({ kind: 'citation.removed', application: desk.entry.id, criterion, citation });
    // The button goes with its citation.
    heading.current?.focus({ preventScroll: true });
  };
  return (
    <section className={styles.citations} aria-labelledby="citations-title">
      <h3 ref={heading} tabIndex={-1} id="citations-title" className={styles.label}>
        {t('review.citations')}
        {citations.length > 0 && <span className={styles.count}>{citations.length}</span>}
      </h3>
      {citations.length === 0 ? (
        <p className={styles.small}>{t('review.noCitations')}</p>
      ) : (
        <ul>
          {citations.map((citation) => (
            <CitationRow
              key={citation.id}
              desk={desk}
              citation={citation}
              onRemove={() => remove(citation.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function CitationRow(props: {
  readonly desk: Desk;
  readonly citation: Citation;
  readonly onRemove: () => void;
}) {
  const { t, local } = useText();
  const { desk, citation } = props;
  const document = desk.content?.documents.find((each) => each.id === citation.document);
  const name = document?.name ?? citation.document;
  const place = citedPlace(t, name, citation.page);
  const broken = desk.content !== null && isBroken(desk.content.documents, citation);
  const check = citation.check === undefined ? undefined : checkWithId(citation.check);
  return (
    <li className={styles.citation} data-citation={citation.id}>
      <button
        type="button"
        className={styles.cited}
        disabled={document === undefined}
        onClick={() => desk.show(citation)}
      >
        <span className={styles.citedPlace}>{place}</span>
        {citation.quote !== undefined && <q className={styles.quote}>{citation.quote}</q>}
        {check !== undefined && <span className={styles.citedCheck}>{local(check.label)}</span>}
        {broken && (
          <span className={styles.broken}>
            <Glyph shape="triangle" tone="error" /> {t('review.citationBroken')}
          </span>
        )}
      </button>
      {!desk.frozen && (
        <button
          type="button"
          className={styles.remove}
          aria-label={t('review.removeCitation', { place })}
          title={t('review.removeCitation', { place })}
          onClick={props.onRemove}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}
