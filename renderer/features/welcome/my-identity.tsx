import { Button } from 'antd';
import { call, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { hashOf } from '../../router.ts';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Page, Section } from '../../ui/page.tsx';
import styles from './welcome.module.css';

/** After the identity is made, or later: what the center needs, how it is checked, what comes next. */
export function MyIdentity() {
  const { t } = useText();
  const { identity } = useSession();
  const request = useAction(async () => {
    const file = await call('identity.request', {});
    return file.ok ? saveFile(file.value) : file;
  });
  return (
    <Page title={t('welcome.mine.title')} lead={t('welcome.mine.lead')}>
      <ol className={styles.steps}>
        <li>
          <div>
            <h2>{t('welcome.mine.send')}</h2>
            <p>{t('welcome.mine.sendHint')}</p>
            <div className={styles.buttons}>
              <Button type="primary" loading={request.busy} onClick={() => request.run()}>
                {t('welcome.mine.save')}
              </Button>
            </div>
            {request.failure !== null && <FailureNotice failure={request.failure} />}
          </div>
        </li>
        <li>
          <div>
            <h2>{t('welcome.mine.compare')}</h2>
            <p>{t('welcome.mine.compareHint')}</p>
            {identity.fingerprint !== null && (
              <Fingerprint value={identity.fingerprint} label={t('welcome.mine.fingerprint')} />
            )}
          </div>
        </li>
        <li>
          <div>
            <h2>{t('welcome.mine.next')}</h2>
            <p>{t('welcome.mine.nextHint')}</p>
            <div className={styles.buttons}>
              <a href={hashOf({ screen: 'rounds' })}>{t('welcome.mine.rounds')}</a>
            </div>
          </div>
        </li>
      </ol>
      <Section title={t('welcome.mine.who')}>
        <ProfileFacts />
      </Section>
    </Page>
  );
}

function ProfileFacts() {
  const { t } = useText();
  const { profile } = useSession().identity;
  if (profile === null) return null;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('welcome.profile.name'), [profile.name, profile.nameEn].filter(Boolean).join(' · ')],
    [t('welcome.profile.organisation'), profile.organisation],
    [t('welcome.profile.title'), profile.title],
    [t('welcome.profile.email'), profile.email],
    [t('welcome.profile.affiliations'), profile.affiliations.join(t('common.comma'))],
    [t('welcome.profile.fields'), profile.fields.join(t('common.comma'))],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
