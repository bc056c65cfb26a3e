import { useState } from 'react';
import type { VerdictReport } from '../../../shared/exchange.ts';
import { reasonWords } from '../../parts/verdict-words.ts';
import { useText } from '../../text.ts';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { SealMark } from '../../ui/seal-stamp.tsx';
import { VerdictFacts } from './verdict-facts.tsx';
import styles from './verify.module.css';

/** One file: its verdict in a line, and on demand everything that was found out. A doubtful one says why at once. */
export function VerdictLine(props: { readonly report: VerdictReport; readonly opened: boolean }) {
  const text = useText();
  const { t, dateTime } = text;
  const { report } = props;
  const [open, setOpen] = useState(props.opened);
  const why = reasonWords(report, text);
  const word = t(`verify.verdict.${report.verdict}`);
  const { signer, claimed } = report;
  const who = signer === null ? [] : [signer.name];
  const claims = claimed === null ? [] : [t('verify.claims', { name: claimed.name })];
  const when = report.signedAt === null ? [] : [dateTime(report.signedAt)];
  return (
    <li className={styles.item} data-verdict={report.verdict}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <DisclosureMark open={open} />
        {report.verdict === 'valid' ? (
          <SealMark label={word} />
        ) : (
          <Glyph shape="triangle" tone="error" label={word} />
        )}
        <span className={styles.name}>{report.name}</span>
        <span className={styles.word} aria-hidden="true">
          {word}
        </span>
        <span className={styles.who}>{[...who, ...claims, ...when].join(' · ')}</span>
      </button>
      {why !== null && <p className={styles.why}>{why}</p>}
      {open && <VerdictFacts report={report} />}
    </li>
  );
}
