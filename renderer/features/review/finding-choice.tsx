import { Select } from 'antd';
import type { Check } from '../../../shared/domain/catalogue/criterion.ts';
import { type Finding, findings } from '../../../shared/domain/review.ts';
import { findingLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Status } from '../../ui/glyph.tsx';
import styles from './review.module.css';

/** The expert's finding on one check, which can be taken back. */
export function FindingChoice(props: {
  readonly check: Check;
  readonly finding: Finding | null;
  readonly frozen: boolean;
  readonly onFind: (finding: Finding | null) => void;
}) {
  const { t, local } = useText();
  const label = t('review.finding', { check: local(props.check.label) });
  return (
    <Select<Finding | 'none'>
      className={styles.finding}
      size="small"
      aria-label={label}
      placeholder={t('review.findingHint')}
      value={props.finding}
      disabled={props.frozen}
      popupMatchSelectWidth={false}
      options={[
        ...findings.map((finding) => ({
          value: finding,
          label: <Status {...findingLook[finding]} word={t(`domain.finding.${finding}`)} />,
        })),
        ...(props.finding === null
          ? []
          : [{ value: 'none' as const, label: t('review.findingBack') }]),
      ]}
      onChange={(finding) => props.onFind(finding === 'none' ? null : finding)}
    />
  );
}
