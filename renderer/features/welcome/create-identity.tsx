import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ok } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { type ChosenPassphrase, passphraseProblem } from '../../parts/chosen-passphrase.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { NewPassphrase } from '../../parts/new-passphrase.tsx';
import { refreshIdentity } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Page, Section } from '../../ui/page.tsx';
import { ProfileFields } from './profile-fields.tsx';
import { blankProfile, profileFrom } from './typed-profile.ts';
import styles from './welcome.module.css';

const nothingWrong: ReadonlySet<string> = new Set();

/** The form that makes an identity: keys on this computer, locked with a passphrase that nobody can recover. */
export function CreateIdentity(props: { readonly onLeave: () => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(blankProfile);
  const [chosen, setChosen] = useState<ChosenPassphrase>({
    passphrase: '',
    repeated: '',
    understood: false,
  });
  const [attempts, setAttempts] = useState(0);
  const strict = attempts > 0;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const outcome = profileFrom(typed);
  const ready = 'profile' in outcome && passphraseProblem(chosen) === null;
  const create = useAction(async () => {
    if (!('profile' in outcome)) return ok();
    const { profile } = outcome;
    const made = await call('identity.create', {
      profile: {
        ...profile,
        fields: [...profile.fields],
        affiliations: [...profile.affiliations],
      },
      passphrase: chosen.passphrase,
    });
    if (!made.ok) return made;
    await call('identity.unlock', { passphrase: chosen.passphrase });
    await refreshIdentity();
    props.onLeave();
    return made;
  });
  return (
    <Page title={t('welcome.create.title')} lead={t('welcome.create.lead')}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) create.run();
          else setAttempts(attempts + 1);
        }}
      >
        <Section title={t('welcome.create.who')}>
          <ProfileFields
            typed={typed}
            wrong={strict && 'wrong' in outcome ? outcome.wrong : nothingWrong}
            onChange={setTyped}
          />
        </Section>
        <Section title={t('welcome.create.secret')}>
          <NewPassphrase chosen={chosen} onChange={setChosen} strict={strict} />
        </Section>
        {create.failure !== null && <FailureNotice failure={create.failure} />}
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={create.busy}>
            {t('welcome.create.button')}
          </Button>
          <Button onClick={props.onLeave}>{t('common.cancel')}</Button>
          {strict && !ready && <span role="status">{t('welcome.create.incomplete')}</span>}
        </div>
      </form>
    </Page>
  );
}
