import { useText } from '../text.ts';
import type { EvidenceSource, RefusalReason } from './evidence.ts';
import { kindOf } from './viewer-kind.ts';
import styles from './viewers.module.css';

/** Says what a document is, why it is not shown, and what can be done instead. */
export function RefusedDocument(props: {
  readonly source: EvidenceSource;
  readonly reason: RefusalReason;
  readonly copy?: React.ReactNode;
}) {
  const { t, size } = useText();
  const { source, reason, copy } = props;
  return (
    <div className={styles.refused} role="note">
      <h3>{t(`viewer.refused.${reason}.title`)}</h3>
      <p>{t(`viewer.refused.${reason}.hint`)}</p>
      <dl className={styles.facts}>
        <dt>{t('viewer.fact.name')}</dt>
        <dd>{source.name}</dd>
        <dt>{t('viewer.fact.type')}</dt>
        <dd>{t(`viewer.kind.${kindOf(source.mediaType)}`)}</dd>
        <dt>{t('viewer.fact.size')}</dt>
        <dd>{size(source.size)}</dd>
      </dl>
      {copy}
    </div>
  );
}
