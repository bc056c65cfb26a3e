import { Button, Input, type InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import styles from './center.module.css';

/** Opens the center's keys. Only the list is read without them: every act is in the log, which they seal. */
export function UnlockCenter(props: { readonly onUnlocked: () => void }) {
  const { t } = useText();
  const field = useRef<InputRef>(null);
  const label = useId();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAction(async () => {
    const opened = await call('center.unlock', { passphrase });
    if (opened.ok) props.onUnlocked();
    else field.current?.focus({ cursor: 'all' });
    return opened;
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') unlock.run();
      }}
    >
      <p id={label} className={styles.unlockWords}>
        {t('center.unlock.why')}
      </p>
      <div className={styles.buttons}>
        <Input.Password
          ref={field}
          className={styles.passphrase}
          aria-label={t('center.unlock.label')}
          aria-describedby={label}
          autoComplete="off"
          placeholder={t('center.unlock.label')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={unlock.busy}>
          {t('center.unlock.button')}
        </Button>
      </div>
      {unlock.failure !== null && <FailureNotice failure={unlock.failure} />}
    </form>
  );
}
