import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failures.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import styles from './settings.module.css';

/** Asks for the present passphrase before something is done with the keys. A wrong one is marked, to be typed over. */
export function PassphraseForm(props: {
  readonly button: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSubmit: (passphrase: string) => void;
  readonly onLeave: () => void;
  /** What else is asked. */
  readonly children?: React.ReactNode;
}) {
  const { t } = useText();
  const { failure } = props;
  const field = useRef<InputRef>(null);
  const [passphrase, setPassphrase] = useState('');
  useEffect(() => {
    if (failure === null || failure.kind === 'wrong-passphrase')
      field.current?.focus({ cursor: 'all' });
  }, [failure]);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase === '') field.current?.focus();
        else props.onSubmit(passphrase);
      }}
    >
      <Field label={t('settings.passphrase.present')} required>
        {(control) => (
          <Input.Password
            {...control}
            ref={field}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      {props.children}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={props.busy}>
          {props.button}
        </Button>
        <Button disabled={props.busy} onClick={props.onLeave}>
          {t('common.cancel')}
        </Button>
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </form>
  );
}
