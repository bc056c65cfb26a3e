import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../client.ts';
import { type ChosenPassphrase, passphraseProblem } from '../../parts/chosen-passphrase.ts';
import { NewPassphrase } from '../../parts/new-passphrase.tsx';
import { refreshIdentity } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Status } from '../../ui/glyph.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './settings.module.css';

const nothingChosen: ChosenPassphrase = { passphrase: '', repeated: '', understood: false };

/** Another passphrase for the same keys; whoever knows the present one may choose it. */
export function ChangePassphrase() {
  const { t } = useText();
  const [step, setStep] = useState<'closed' | 'open' | 'done'>('closed');
  return (
    <>
      <p className={styles.sentence}>{t('settings.passphrase.lead')}</p>
      {step === 'open' ? (
        <Form onLeave={() => setStep('closed')} onDone={() => setStep('done')} />
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => setStep('open')}>{t('settings.passphrase.change')}</Button>
          <span role="status">
            {step === 'done' && (
              <Status shape="check" tone="accent" word={t('settings.passphrase.changed')} />
            )}
          </span>
        </div>
      )}
    </>
  );
}

function Form(props: { readonly onLeave: () => void; readonly onDone: () => void }) {
  const { t } = useText();
  const [chosen, setChosen] = useState(nothingChosen);
  const [strict, setStrict] = useState(false);
  const change = useAction(async (passphrase: string) => {
    const next = chosen.passphrase;
    const changed = await call('identity.changePassphrase', { passphrase, next });
    if (!changed.ok) return changed;
    await refreshIdentity();
    props.onDone();
    return changed;
  });
  return (
    <PassphraseForm
      button={t('settings.passphrase.button')}
      busy={change.busy}
      failure={change.failure}
      onLeave={props.onLeave}
      onSubmit={(passphrase) => {
        setStrict(true);
        if (passphraseProblem(chosen) === null) change.run(passphrase);
      }}
    >
      <NewPassphrase
        label={t('settings.passphrase.next')}
        chosen={chosen}
        onChange={setChosen}
        strict={strict}
      />
    </PassphraseForm>
  );
}
