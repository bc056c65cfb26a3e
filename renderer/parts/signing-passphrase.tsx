import { Input } from 'antd';
import { useState } from 'react';
import { practicePassphrase } from '../../shared/practice.ts';
import { useSession } from '../store/session.ts';
import { useText } from '../text.ts';
import { Field } from '../ui/field.tsx';
import styles from './signing.module.css';

/** A passphrase that is typed for one signature. */
interface SigningPassphrase {
  readonly text: string;
  readonly write: (text: string) => void;
}

/** Empty at first; the practice round's, which is no secret, is filled in. */
export function useSigningPassphrase(): SigningPassphrase {
  const { practice } = useSession().identity;
  const [text, write] = useState(practice ? practicePassphrase : '');
  return { text, write };
}

/** The field for it. */
export function SigningPassphraseField(props: { readonly passphrase: SigningPassphrase }) {
  const { t } = useText();
  const { practice } = useSession().identity;
  const { text, write } = props.passphrase;
  return (
    <Field
      label={t('finish.sign.passphrase')}
      required
      hint={practice ? t('finish.sign.practice') : undefined}
    >
      {(control) => (
        <Input.Password
          {...control}
          className={styles.passphrase}
          autoComplete="off"
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      )}
    </Field>
  );
}
