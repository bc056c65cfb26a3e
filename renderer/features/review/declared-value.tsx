import type { DeclaredValue } from '../../../shared/domain/application.ts';
import type { Check, Threshold } from '../../../shared/domain/catalogue/criterion.ts';
import { assertNever } from '../../../shared/result.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { type Comparison, comparisonOf, comparisonWords, declaredEnough } from './comparison.ts';
import styles from './review.module.css';

/** What the applicant declares, held against the threshold in a sign and in words. It decides nothing. */
export function DeclaredValueWords(props: {
  readonly check: Check;
  readonly declared: DeclaredValue | undefined;
  /** Whether the declared values have been read. */
  readonly known: boolean;
}) {
  const { t } = useText();
  if (!props.known) return <p className={styles.declared}>{t('common.loading')}</p>;
  const comparison = comparisonOf(props.check, props.declared);
  const enough = declaredEnough(comparison);
  return (
    <p className={styles.declared} data-enough={enough ?? 'unknown'}>
      <span className={styles.declaredBy}>{t('review.declared.by')}</span>
      <DeclaredWords comparison={comparison} />
      {enough !== null && (
        <span className={styles.enough}>
          <Glyph
            shape={enough ? 'check' : 'cross'}
            tone={enough ? 'accent' : 'error'}
            label={t(enough ? 'review.declared.enough' : 'review.declared.notEnough')}
          />
        </span>
      )}
      {comparison.kind === 'count' && <Wording threshold={comparison.threshold} />}
    </p>
  );
}

function DeclaredWords(props: { readonly comparison: Comparison }) {
  const { t, local, number } = useText();
  const { comparison } = props;
  switch (comparison.kind) {
    case 'undeclared':
      return <span>{t('review.declared.nothing')}</span>;
    case 'boolean':
      return <span>{t(comparison.declared ? 'review.declared.yes' : 'review.declared.no')}</span>;
    case 'count':
      return (
        <span className={styles.comparison}>
          {comparisonWords(comparison, number)} {t(`review.unit.${comparison.threshold.unit}`)}
        </span>
      );
    case 'choice':
      return comparison.chosen.length === 0 ? (
        <span>{t('review.declared.noOption')}</span>
      ) : (
        <span>
          {comparison.chosen.length} / {comparison.of}{' '}
          {comparison.chosen.map(local).join(t('common.comma'))}
        </span>
      );
    default:
      return assertNever(comparison);
  }
}

/** The regulation's own word for the threshold and what it means at the limit. */
function Wording(props: { readonly threshold: Threshold }) {
  const { t, number } = useText();
  const { rule, value, wording } = props.threshold;
  return (
    <span className={styles.wording}>
      {t(`review.wording.${rule}`, { wording, value: number(value) })}
    </span>
  );
}
