import { Button } from 'antd';
import { useState } from 'react';
import { call, saveFile } from '../../client.ts';
import { WorkProgress } from '../../parts/work-progress.tsx';
import { refreshIdentity } from '../../store/session.ts';
import { flushTyping } from '../../store/typing.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { Notice } from '../../ui/state-view.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './settings.module.css';

/** The whole profile as one encrypted file, for another laptop. It locks: whoever moves goes on elsewhere. */
export function MakeBackup() {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const backup = useAction(async (work: string, passphrase: string) => {
    await flushTyping();
    const made = await call('profile.backup', { passphrase, work });
    if (!made.ok) return made;
    const kept = await saveFile(made.value);
    await refreshIdentity();
    if (!kept.ok) return kept;
    setSaved(kept.value.name);
    setOpen(false);
    return kept;
  });
  const work = useWork(backup.busy);
  return (
    <>
      <p className={styles.sentence}>{t('settings.backup.lead')}</p>
      {!isOpen && <Button onClick={() => setOpen(true)}>{t('settings.backup.make')}</Button>}
      {isOpen && (
        <PassphraseForm
          button={t('settings.backup.button')}
          busy={backup.busy}
          failure={backup.failure}
          onSubmit={(passphrase) => backup.run(work.id, passphrase)}
          onLeave={() => setOpen(false)}
        >
          <WorkProgress work={work} label={t('settings.backup.working')} />
        </PassphraseForm>
      )}
      <div role="status">
        {saved !== null && (
          <Notice kind="note" title={t('settings.backup.done', { name: saved })}>
            <p>{t('settings.backup.next')}</p>
          </Notice>
        )}
      </div>
    </>
  );
}
