import { Button, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { IdentityState } from '../../../shared/exchange.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { go } from '../../router.ts';
import { becomeIdentity, refreshIdentity, useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import styles from './welcome.module.css';

/** Where no screen was asked for, work begins at the rounds; otherwise it goes on where it was. */
function enter(identity: IdentityState): void {
  becomeIdentity(identity);
  if (location.hash === '' || location.hash === '#/welcome') go({ screen: 'rounds' });
}

/** Asks for the passphrase. After a wrong one the field keeps the focus with its text selected. */
export function Unlock(props: {
  readonly name: string;
  /** The file with the keys cannot be opened by any passphrase. */
  readonly onDamaged: () => void;
}) {
  const { t } = useText();
  const field = useRef<InputRef>(null);
  const label = useId();
  const { identity: present, lockedByItself } = useSession();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAction(async () => {
    const identity = await call('identity.unlock', { passphrase });
    if (identity.ok) enter(identity.value);
    else field.current?.focus({ cursor: 'all' });
    if (!identity.ok && identity.failure.kind === 'identity-damaged') props.onDamaged();
    return identity;
  });
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles.unlock}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') unlock.run();
      }}
    >
      <h2 id={label} className={styles.unlockTitle}>
        {t('welcome.unlock.title', { name: props.name })}
      </h2>
      <div className={styles.unlockRow}>
        <Input.Password
          ref={field}
          aria-labelledby={label}
          autoComplete="off"
          placeholder={t('welcome.passphrase.label')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={unlock.busy}>
          {t('welcome.unlock.button')}
        </Button>
      </div>
      {unlock.failure !== null && <FailureNotice failure={unlock.failure} />}
      {present.keychain === 'remembered' && <Recall />}
      {lockedByItself && <p className={styles.aside}>{t('welcome.unlock.byItself')}</p>}
    </form>
  );
}

/** Without typing, where the operating system keeps the passphrase. */
function Recall() {
  const { t } = useText();
  const recall = useAction(async () => {
    const identity = await call('identity.recall', {});
    if (identity.ok) enter(identity.value);
    else if (identity.failure.kind === 'not-remembered') await refreshIdentity();
    return identity;
  });
  return (
    <>
      <Button
        className={styles.recall}
        type="link"
        loading={recall.busy}
        onClick={() => recall.run()}
      >
        {t('welcome.unlock.recall')}
      </Button>
      {recall.failure !== null && <FailureNotice failure={recall.failure} />}
    </>
  );
}
