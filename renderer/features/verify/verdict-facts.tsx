import type { VerdictReport } from '../../../shared/exchange.ts';
import { useText } from '../../text.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './verify.module.css';

const checked = ['signature', 'coverage', 'signer', 'time', 'cells'] as const;

/** Everything that is known of one file, as terms and their words. What is not certain is not shown as a fact. */
export function VerdictFacts(props: { readonly report: VerdictReport }) {
  const { t, dateTime } = useText();
  const { report } = props;
  const { signer, claimed, signedAt, round } = report;
  const certificate = (signer ?? claimed)?.fingerprint;
  return (
    <div className={styles.facts}>
      <dl className={styles.terms}>
        {signer !== null && (
          <>
            <dt>{t('verify.signer')}</dt>
            <dd>
              {[signer.name, signer.organisation, t(`domain.role.${signer.role}`)].join(' · ')}
            </dd>
          </>
        )}
        {claimed !== null && (
          <>
            <dt>{t('verify.claimant')}</dt>
            <dd>
              {[claimed.name, claimed.organisation].filter((each) => each !== '').join(' · ')}
              <span className={styles.soft}>{t('verify.notVouched')}</span>
            </dd>
          </>
        )}
        {signedAt !== null && (
          <>
            <dt>{t('verify.signedAt')}</dt>
            <dd>
              {dateTime(signedAt)}
              <span className={styles.soft}>{t('verify.byTheirWord')}</span>
            </dd>
          </>
        )}
        {round !== null && (
          <>
            <dt>{t('verify.round')}</dt>
            <dd>
              {round.title}
              <span className={styles.soft}>
                {t('verify.panel', { round: round.id, panel: round.panel })}
              </span>
            </dd>
          </>
        )}
        {report.content !== null && report.revision !== null && (
          <>
            <dt>{t('verify.document')}</dt>
            <dd>
              {t(`verify.content.${report.content}`)}
              <span className={styles.soft}>
                {t('verify.revision', { revision: report.revision })}
              </span>
            </dd>
          </>
        )}
        <dt>{t('verify.checkedTitle')}</dt>
        <dd>{report.verdict === 'valid' ? <Checked /> : <Technical report={report} />}</dd>
      </dl>
      <div className={styles.fingerprints}>
        {certificate !== undefined && (
          <Fingerprint value={certificate} label={t('verify.certificate')} />
        )}
        {report.sha256 !== null && <Fingerprint value={report.sha256} label={t('verify.sha256')} />}
      </div>
    </div>
  );
}

function Checked() {
  const { t } = useText();
  return (
    <ul>
      {checked.map((each) => (
        <li key={each}>
          <Glyph shape="check" tone="accent" /> {t(`verify.checked.${each}`)}
        </li>
      ))}
    </ul>
  );
}

/** The verifier's own note, for whoever has to look further. */
function Technical(props: { readonly report: VerdictReport }) {
  const { t } = useText();
  const { reason, part, detail } = props.report;
  const note = [reason, part, detail].filter((each) => each !== '').join(' · ');
  return (
    <>
      <p>{t('verify.stopped')}</p>
      <p className={styles.technical}>{note}</p>
    </>
  );
}
