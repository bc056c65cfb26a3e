import { Button } from 'antd';
import { memberOf } from '../../../shared/domain/panel.ts';
import { call, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { SealStamp } from '../../ui/seal-stamp.tsx';
import styles from './chair.module.css';
import type { PanelDesk } from './panel-desk.ts';
import { ReopenMeeting } from './reopen-meeting.tsx';

/** After the signature: the stamp, the panel workbook to hand in, the minutes as signed, and the way back. */
export function SignedMeeting(props: { readonly desk: PanelDesk; readonly fresh: string | null }) {
  const { t, dateTime } = useText();
  const { info } = useSession();
  const { desk } = props;
  const { round, meeting } = desk;
  const profile = memberOf(round.panel, desk.me)?.profile;
  const revision = meeting.revisions.at(-1)!;
  const save = useAction(async () => {
    const workbook = await call('panel.workbook', { round: round.id });
    return workbook.ok ? saveFile(workbook.value.file) : workbook;
  });
  return (
    <Page title={t('chair.signed.title')} lead={t('chair.signed.lead')} measure="table">
      <div className={styles.certificate}>
        <SealStamp
          characters={profile?.name ?? ''}
          label={t('finish.signed.stamp', { name: profile?.name ?? '' })}
          landing={props.fresh === revision.workbook}
          size={104}
        />
        <div className={styles.certificateWords}>
          <p className={styles.signer}>
            {profile?.name}
            <span className={styles.aside}>{profile?.organisation}</span>
          </p>
          <p>
            {t('finish.signed.revision', {
              revision: revision.revision,
              at: dateTime(revision.at),
            })}
          </p>
          <Fingerprint value={revision.workbook} label={t('finish.signed.sha256')} />
        </div>
        <div className={styles.handIn}>
          <Button type="primary" size="large" loading={save.busy} onClick={() => save.run()}>
            {t(info.dialogs ? 'finish.signed.save' : 'finish.signed.download')}
          </Button>
          <p className={styles.soft}>{t('chair.signed.handIn')}</p>
        </div>
      </div>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <Section title={t('chair.minutes.title')}>
        <p className={styles.signedMinutes}>
          {meeting.minutes === '' ? t('chair.minutes.none') : meeting.minutes}
        </p>
      </Section>
      <Section title={t('finish.reopen.title')}>
        <ReopenMeeting desk={desk} />
      </Section>
    </Page>
  );
}
