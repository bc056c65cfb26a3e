import type { IntakeReport } from '../../shared/exchange.ts';
import { useText } from '../text.ts';
import { Glyph, type Shape, type Tone } from '../ui/glyph.tsx';
import styles from './intake-list.module.css';
import { refusalWords } from './verdict-words.ts';

const outcomeLook: Readonly<Record<IntakeReport['outcome'], { shape: Shape; tone: Tone }>> = {
  taken: { shape: 'check', tone: 'accent' },
  known: { shape: 'dash', tone: 'faint' },
  refused: { shape: 'triangle', tone: 'error' },
};

/** What became of the workbooks that were handed in last: a line each, and a sentence over all of them. */
export function IntakeList(props: { readonly reports: readonly IntakeReport[] }) {
  const { t } = useText();
  const { reports } = props;
  const count = (outcome: IntakeReport['outcome']) =>
    reports.filter((each) => each.outcome === outcome).length;
  const lines = reports.map((report, place) => ({ place, report }));
  const summary = t('verify.intake.summary', {
    taken: count('taken'),
    known: count('known'),
    refused: count('refused'),
  });
  return (
    <section className={styles.intake} aria-label={t('verify.intake.title')}>
      <p className={styles.summary} role="status">
        {summary}
      </p>
      <ul className={styles.list}>
        {lines.map(({ place, report }) => (
          <IntakeLine key={place} report={report} />
        ))}
      </ul>
    </section>
  );
}

function IntakeLine(props: { readonly report: IntakeReport }) {
  const text = useText();
  const { t, dateTime } = text;
  const { report, outcome } = props.report;
  const refusal = refusalWords(props.report, text);
  const { signer, signedAt, revision } = report;
  const facts = [
    signer === null ? null : signer.name,
    report.content === null ? null : t(`verify.content.${report.content}`),
    revision === null ? null : t('verify.revision', { revision }),
    signedAt === null ? null : t('verify.claimed', { at: dateTime(signedAt) }),
  ].filter((each) => each !== null);
  return (
    <li className={styles.line} data-outcome={outcome}>
      <Glyph {...outcomeLook[outcome]} />
      <span className={styles.name}>{report.name}</span>
      <span>{t(`verify.intake.${outcome}`)}</span>
      <span className={refusal === null ? styles.facts : styles.refusal}>
        {refusal ?? facts.join(' · ')}
      </span>
    </li>
  );
}
