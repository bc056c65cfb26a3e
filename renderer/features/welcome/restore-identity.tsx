import type { FileReference } from '../../../shared/exchange.ts';
import { call } from '../../client.ts';
import { BackupForm } from '../../parts/backup-form.tsx';
import { go } from '../../router.ts';
import { becomeIdentity } from '../../store/session.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';

/** Takes over a profile from another laptop: its file, then its passphrase. Opens it at once. */
export function RestoreIdentity(props: {
  /** The backup that the system handed over; `null` where a person is to choose one. */
  readonly given: FileReference | null;
  readonly onLeave: () => void;
}) {
  const { t } = useText();
  const { given, onLeave } = props;
  const run = async (file: string, passphrase: string, work: string) => {
    const restored = await call('profile.restore', { file, passphrase, work });
    if (!restored.ok) return restored;
    const identity = await call('identity.unlock', { passphrase });
    becomeIdentity(identity.ok ? identity.value : restored.value);
    onLeave();
    go({ screen: 'rounds' });
    return identity;
  };
  const words = { button: t('welcome.restore.button'), working: t('welcome.restore.working') };
  return (
    <Page title={t('welcome.restore.title')} lead={t('welcome.restore.lead')}>
      <BackupForm given={given} use={{ ...words, run, onLeave }} />
    </Page>
  );
}
