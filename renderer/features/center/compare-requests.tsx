import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { PanelRole } from '../../../shared/domain/panel.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import styles from './center.module.css';
import type { Requesters } from './enrol.tsx';

/** Names prove nothing: each fingerprint is compared by phone, and only whose agreed is enrolled. */
export function CompareRequests(props: {
  readonly requesters: Requesters;
  /** With the files of those who are on the roster now. */
  readonly onEnrolled: (files: readonly string[]) => void;
}) {
  const { t } = useText();
  const [role, setRole] = useState<PanelRole>('expert');
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  const enrol = useAction(async () => {
    const files = [...compared];
    const entries = await call('center.enrol', { files, role });
    if (entries.ok) props.onEnrolled(files);
    return entries;
  });
  const compare = (file: string, agrees: boolean) => {
    const rest = [...compared].filter((each) => each !== file);
    setCompared(new Set(agrees ? [...rest, file] : rest));
  };
  return (
    <section className={styles.compare} aria-label={t('center.enrol.compare')}>
      <p role="status">{t('center.enrol.compare')}</p>
      <ul>
        {props.requesters.map((each) => (
          <li key={each.file} className={styles.compared}>
            <span>
              {each.name}
              <span className={styles.aside}>{each.email}</span>
              <span className={styles.organisation}>{each.organisation}</span>
            </span>
            <div>
              <Fingerprint value={each.fingerprint} label={t('center.enrol.fingerprint')} />
              <Checkbox
                className={styles.agrees ?? ''}
                checked={compared.has(each.file)}
                onChange={(event) => compare(each.file, event.target.checked)}
              >
                {t('center.enrol.agrees', { name: each.name })}
              </Checkbox>
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.role}>
        <span>{t('center.enrol.as')}</span>
        <Segmented<PanelRole>
          aria-label={t('center.enrol.as')}
          value={role}
          options={[
            { value: 'expert', label: t('domain.role.expert') },
            { value: 'chair', label: t('domain.role.chair') },
          ]}
          onChange={setRole}
        />
        <Button
          type="primary"
          disabled={compared.size === 0}
          loading={enrol.busy}
          onClick={() => enrol.run()}
        >
          {t('center.enrol.button', { count: compared.size })}
        </Button>
      </div>
      {enrol.failure !== null && <FailureNotice failure={enrol.failure} />}
    </section>
  );
}
