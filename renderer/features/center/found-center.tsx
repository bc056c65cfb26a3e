import { Button, Input } from 'antd';
import { useState } from 'react';
import { subjectName } from '../../../shared/schema.ts';
import { call } from '../../client.ts';
import { type ChosenPassphrase, passphraseProblem } from '../../parts/chosen-passphrase.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { NewPassphrase } from '../../parts/new-passphrase.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './center.module.css';

/** The form that founds a center in an empty folder: a name that everybody will see, and the passphrase of its keys. */
export function FoundCenter(props: { readonly onFounded: () => void }) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ChosenPassphrase>({
    passphrase: '',
    repeated: '',
    understood: false,
  });
  const [strict, setStrict] = useState(false);
  const named = subjectName.safeParse(name);
  const ready = named.success && passphraseProblem(chosen) === null;
  const create = useAction(async () => {
    const { passphrase } = chosen;
    const created = await call('center.create', { name: name.trim(), passphrase });
    if (created.ok) props.onFounded();
    return created;
  });
  return (
    <Page title={t('center.found.title')} lead={t('center.found.lead')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setStrict(true);
          if (ready) create.run();
        }}
      >
        <Field
          label={t('center.found.name')}
          required
          hint={t('center.found.nameHint')}
          error={strict && !named.success ? t('center.found.nameWrong') : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={64}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <NewPassphrase
          loss={t('center.found.loss')}
          chosen={chosen}
          onChange={setChosen}
          strict={strict}
        />
        {create.failure !== null && <FailureNotice failure={create.failure} />}
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={create.busy}>
            {t('center.found.button')}
          </Button>
          {strict && !ready && <span role="status">{t('center.found.incomplete')}</span>}
        </div>
      </form>
    </Page>
  );
}
