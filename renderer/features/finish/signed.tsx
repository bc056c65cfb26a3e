import { Button } from 'antd';
import { call, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { SealStamp } from '../../ui/seal-stamp.tsx';
import styles from './finish.module.css';
import { isFresh } from './fresh-signature.ts';
import { Reopen } from './reopen.tsx';
import { Summary } from './summary.tsx';

/** After the signature: the stamp, the workbook to hand in, and the way back for a good reason. */
export function Signed(props: { readonly review: ReadyReview }) {
  const { t, dateTime } = useText();
  const { info } = useSession();
  const { detail, member, review } = props.review;
  const revision = review.revisions.at(-1)!;
  const save = useAction(async () => {
    const workbook = await call('review.workbook', { round: detail.round.id });
    return workbook.ok ? saveFile(workbook.value.file) : workbook;
  });
  return (
    <Page title={t('finish.signed.title')} lead={t('finish.signed.lead')} measure="table">
      <div className={styles.certificate}>
        <SealStamp
          characters={member.profile.name}
          label={t('finish.signed.stamp', { name: member.profile.name })}
          landing={isFresh(revision.workbook)}
          size={104}
        />
        <div className={styles.words}>
          <p className={styles.signer}>
            {member.profile.name}
            <span className={styles.soft}>{member.profile.organisation}</span>
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
          <p className={styles.soft}>{t('finish.signed.handIn')}</p>
        </div>
      </div>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <Section title={t('finish.summary.signed')}>
        <Summary review={props.review} />
      </Section>
      <Section title={t('finish.reopen.title')}>
        <Reopen review={props.review} />
      </Section>
    </Page>
  );
}
