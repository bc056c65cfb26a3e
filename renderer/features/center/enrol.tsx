import { Segmented } from 'antd';
import { useState } from 'react';
import type { HaizhiContract } from '../../../shared/contract.ts';
import type { PanelRole } from '../../../shared/domain/panel.ts';
import type { FileReference } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Output } from '../../../shared/rpc.ts';
import { call, pickFiles, uploadAll } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { FileWell } from '../../ui/file-well.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import styles from './center.module.css';

type Enrolled = Output<HaizhiContract, 'center.enrol'>;

/** Puts the people behind enrolment requests on the roster, and shows what to compare with each of them by phone. */
export function Enrol(props: { readonly locked: boolean; readonly onEnrolled: () => void }) {
  const { t } = useText();
  const { info } = useSession();
  const [role, setRole] = useState<PanelRole>('expert');
  const [enrolled, setEnrolled] = useState<Enrolled>([]);
  const enrol = useAction(async (chosen: Promise<Result<readonly FileReference[], Failure>>) => {
    const files = await chosen;
    if (!files.ok || files.value.length === 0) return files;
    const tokens = files.value.map((file) => file.token);
    const entries = await call('center.enrol', { files: tokens, role });
    if (!entries.ok) return entries;
    setEnrolled(entries.value);
    props.onEnrolled();
    return ok();
  });
  if (props.locked) return <p className={styles.sentence}>{t('center.enrol.locked')}</p>;
  return (
    <>
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
      </div>
      <FileWell
        button={t('center.enrol.choose')}
        hint={t(info.dialogs ? 'center.enrol.hint' : 'center.enrol.drop')}
        busy={enrol.busy}
        onPick={() => enrol.run(pickFiles('requests'))}
        onDrop={info.dialogs ? undefined : (files) => enrol.run(uploadAll(files))}
      />
      {enrol.failure !== null && <FailureNotice failure={enrol.failure} />}
      {enrolled.length > 0 && <ToCompare enrolled={enrolled} />}
    </>
  );
}

/** Names prove nothing: until the fingerprint was compared, a request may be anybody's. */
function ToCompare(props: { readonly enrolled: Enrolled }) {
  const { t } = useText();
  return (
    <section className={styles.compare} aria-label={t('center.enrol.compare')}>
      <p role="status">{t('center.enrol.compare')}</p>
      <ul>
        {props.enrolled.map((each) => (
          <li key={each.id} className={styles.compared}>
            <span>
              {each.name}
              <span className={styles.aside}>{each.email}</span>
            </span>
            <Fingerprint value={each.fingerprint} label={t('center.enrol.fingerprint')} />
          </li>
        ))}
      </ul>
    </section>
  );
}
