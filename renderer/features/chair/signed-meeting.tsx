import { memberOf } from '../../../shared/domain/panel.ts';
import { call } from '../../client.ts';
import { SignedCertificate } from '../../parts/signed-certificate.tsx';
import { useText } from '../../text.ts';
import { Page, Section } from '../../ui/page.tsx';
import styles from './chair.module.css';
import type { PanelDesk } from './panel-desk.ts';
import { ReopenMeeting } from './reopen-meeting.tsx';

/** After the signature: the stamp, the panel workbook to hand in, the minutes as signed, and the way back. */
export function SignedMeeting(props: { readonly desk: PanelDesk; readonly fresh: string | null }) {
  const { t } = useText();
  const { desk } = props;
  const { round, meeting } = desk;
  const chair = memberOf(round.panel, desk.me);
  const revision = meeting.revisions.at(-1)!;
  return (
    <Page title={t('chair.signed.title')} lead={t('chair.signed.lead')} measure="table">
      <SignedCertificate
        signer={{
          name: chair?.profile.name ?? '',
          organisation: chair?.profile.organisation ?? '',
        }}
        revision={revision}
        fresh={props.fresh === revision.workbook}
        workbook={() => call('panel.workbook', { round: round.id })}
        handIn={t('chair.signed.handIn')}
      />
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
