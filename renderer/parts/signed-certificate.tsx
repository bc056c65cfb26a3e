import { Button } from 'antd';
import type { FileReference } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import { saveFile } from '../client.ts';
import { useSession } from '../store/session.ts';
import { useAction } from '../store/use-call.ts';
import { useText } from '../text.ts';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { SealStamp } from '../ui/seal-stamp.tsx';
import { FailureNotice } from './failure-notice.tsx';
import styles from './signing.module.css';

/** What was signed last: the stamp, whose it is, and the workbook to hand in. */
export function SignedCertificate(props: {
  readonly signer: { readonly name: string; readonly organisation: string };
  readonly revision: { readonly revision: number; readonly at: string; readonly workbook: string };
  /** Whether the stamp has yet to land. */
  readonly fresh: boolean;
  readonly workbook: () => Promise<Result<{ readonly file: FileReference }, Failure>>;
  readonly handIn: string;
}) {
  const { t, dateTime } = useText();
  const { info } = useSession();
  const { signer, revision } = props;
  const save = useAction(async () => {
    const workbook = await props.workbook();
    return workbook.ok ? saveFile(workbook.value.file) : workbook;
  });
  return (
    <>
      <div className={styles.certificate}>
        <SealStamp
          characters={signer.name}
          label={t('finish.signed.stamp', { name: signer.name })}
          landing={props.fresh}
          size={104}
        />
        <div className={styles.words}>
          <p className={styles.signer}>
            {signer.name}
            <span className={styles.soft}>{signer.organisation}</span>
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
          <p className={styles.soft}>{props.handIn}</p>
        </div>
      </div>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
    </>
  );
}
