import { Button } from 'antd';
import type { FileReference } from '../../../shared/exchange.ts';
import { ok } from '../../../shared/result.ts';
import { pickFiles } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import styles from './verify.module.css';

/** Whose word counts: the center that this computer knows, or a certificate that somebody gives. */
export function Trusted(props: {
  readonly authority: FileReference | null;
  readonly onChange: (authority: FileReference | null) => void;
}) {
  const { t } = useText();
  const { authority, onChange } = props;
  const choose = useAction(async () => {
    const chosen = await pickFiles('requests');
    const file = chosen.ok ? chosen.value[0] : undefined;
    if (file === undefined) return chosen;
    onChange(file);
    return ok();
  });
  return (
    <div className={styles.trusted}>
      <span>
        {authority === null
          ? t('verify.trusted.known')
          : t('verify.trusted.given', { name: authority.name })}
      </span>
      <Button type="link" size="small" loading={choose.busy} onClick={() => choose.run()}>
        {t('verify.trusted.choose')}
      </Button>
      {authority !== null && (
        <Button type="link" size="small" onClick={() => onChange(null)}>
          {t('verify.trusted.back')}
        </Button>
      )}
      {choose.failure !== null && <FailureNotice failure={choose.failure} />}
    </div>
  );
}
