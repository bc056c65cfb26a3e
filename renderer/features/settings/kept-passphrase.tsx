import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { becomeIdentity, useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Status } from '../../ui/glyph.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './settings.module.css';

/** Whether the operating system keeps the passphrase; where it would not keep it safely, that is said instead. */
export function KeptPassphrase() {
  const { t } = useText();
  const { keychain } = useSession().identity;
  return (
    <>
      <p className={styles.sentence}>{t(`settings.keychain.${keychain}`)}</p>
      {keychain === 'available' && <Remember />}
      {keychain === 'remembered' && <Forget />}
    </>
  );
}

function Remember() {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const remember = useAction(async (passphrase: string) => {
    const identity = await call('identity.remember', { passphrase });
    if (identity.ok) becomeIdentity(identity.value);
    return identity;
  });
  if (!isOpen) {
    return <Button onClick={() => setOpen(true)}>{t('settings.keychain.remember')}</Button>;
  }
  return (
    <PassphraseForm
      button={t('settings.keychain.button')}
      busy={remember.busy}
      failure={remember.failure}
      onSubmit={remember.run}
      onLeave={() => setOpen(false)}
    />
  );
}

function Forget() {
  const { t } = useText();
  const forget = useAction(async () => {
    const identity = await call('identity.forget', {});
    if (identity.ok) becomeIdentity(identity.value);
    return identity;
  });
  return (
    <>
      <div className={styles.buttons}>
        <Button loading={forget.busy} onClick={() => forget.run()}>
          {t('settings.keychain.forget')}
        </Button>
        <span role="status">
          <Status shape="check" tone="accent" word={t('settings.keychain.kept')} />
        </span>
      </div>
      {forget.failure !== null && <FailureNotice failure={forget.failure} />}
    </>
  );
}
