import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { BundleSummary, FileReference } from '../../../shared/exchange.ts';
import { WorkProgress } from '../../parts/work-progress.tsx';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { useArrivalFocus } from '../../ui/arrival-focus.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import styles from './rounds.module.css';

/** The first bundle of a center: names prove nothing, so its fingerprint is compared over the telephone. */
export function TrustBundle(props: {
  readonly file: FileReference;
  readonly summary: BundleSummary;
  readonly busy: boolean;
  readonly onTrust: (work: string) => void;
  readonly onLeave: () => void;
}) {
  const { t, size } = useText();
  const { file, summary } = props;
  const [compared, setCompared] = useState(false);
  const work = useWork(props.busy);
  const heading = useArrivalFocus<HTMLHeadingElement>();
  return (
    <div>
      <h3 ref={heading} tabIndex={-1}>
        {t('rounds.bundle.question')}
      </h3>
      <dl className={styles.summary}>
        <dt>{t('rounds.bundle.file')}</dt>
        <dd>{[file.name, size(summary.size)].join(' · ')}</dd>
        <dt>{t('rounds.bundle.round')}</dt>
        <dd>
          {[summary.round, t('rounds.bundle.applications', { count: summary.applications })].join(
            ' · ',
          )}
        </dd>
        <dt>{t('rounds.bundle.center')}</dt>
        <dd>{summary.center.name}</dd>
      </dl>
      <p className={styles.compare}>{t('rounds.bundle.compare')}</p>
      <Fingerprint value={summary.center.fingerprint} label={t('rounds.bundle.fingerprint')} />
      <div className={styles.buttons}>
        <Checkbox checked={compared} onChange={(event) => setCompared(event.target.checked)}>
          {t('rounds.bundle.compared')}
        </Checkbox>
      </div>
      <div className={styles.buttons}>
        <Button
          type="primary"
          disabled={!compared}
          loading={props.busy}
          onClick={() => props.onTrust(work.id)}
        >
          {t('rounds.bundle.trust')}
        </Button>
        <Button onClick={props.onLeave}>{t('rounds.bundle.distrust')}</Button>
        <WorkProgress work={work} label={t('rounds.bundle.opening')} />
      </div>
    </div>
  );
}
