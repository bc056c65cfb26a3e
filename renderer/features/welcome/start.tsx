import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { go, hashOf } from '../../router.ts';
import { becomeIdentity, useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { SealStamp } from '../../ui/seal-stamp.tsx';
import styles from './welcome.module.css';

/** Name and purpose of the app at the left, what one can do at the right. */
export function Start(props: {
  /** Left out where there is an identity already. */
  readonly onCreate?: (() => void) | undefined;
  /** Left out where there is an identity that is not damaged. */
  readonly onRestore?: (() => void) | undefined;
  readonly children?: React.ReactNode;
}) {
  const { t } = useText();
  const { info, identityFailure } = useSession();
  const { onCreate, onRestore } = props;
  return (
    <div className={styles.start}>
      <div className={styles.name}>
        <SealStamp characters={t('welcome.seal')} label={t('common.app')} size={88} />
        <h1 className={styles.title}>{t('common.app')}</h1>
        <p className={styles.purpose}>{t('welcome.purpose')}</p>
        <p className={styles.version}>{t('welcome.version', { version: info.version })}</p>
      </div>
      <div className={styles.doors}>
        {props.children}
        {onCreate !== undefined && (
          <Door
            title={t('welcome.create.door')}
            hint={t('welcome.create.hint')}
            onOpen={onCreate}
          />
        )}
        {identityFailure === null && <OpenBundleDoor />}
        {onRestore !== undefined && (
          <Door
            title={t('welcome.restore.door')}
            hint={t(`welcome.restore.${onCreate === undefined ? 'repairHint' : 'doorHint'}`)}
            onOpen={onRestore}
          />
        )}
        {identityFailure === null && <PracticeDoor />}
        <Door
          title={t('welcome.verify.door')}
          hint={t('welcome.verify.hint')}
          href={hashOf({ screen: 'verify' })}
        />
        {info.center && (
          <Door
            title={t('welcome.center.door')}
            hint={t('welcome.center.hint')}
            href={hashOf({ screen: 'center' })}
          />
        )}
      </div>
    </div>
  );
}

/** A bundle can be opened only by somebody: before that, it says what comes first. */
function OpenBundleDoor() {
  const { t } = useText();
  const { state } = useSession().identity;
  if (state === 'unlocked') {
    return (
      <Door
        title={t('welcome.bundle.door')}
        hint={t('welcome.bundle.hint')}
        href={hashOf({ screen: 'rounds' })}
      />
    );
  }
  return <Door title={t('welcome.bundle.door')} hint={t(`welcome.bundle.${state}`)} />;
}

function PracticeDoor() {
  const { t } = useText();
  const practice = useAction(async (work: string) => {
    const identity = await call('practice.start', { work });
    if (identity.ok) {
      becomeIdentity(identity.value);
      go({ screen: 'rounds' });
    }
    return identity;
  });
  const work = useWork(practice.busy);
  return (
    <>
      <Door
        title={practice.busy ? t('welcome.practice.busy') : t('welcome.practice.door')}
        hint={t('welcome.practice.hint')}
        onOpen={() => practice.run(work.id)}
        busy={practice.busy}
      />
      {practice.failure !== null && <FailureNotice failure={practice.failure} />}
    </>
  );
}

/** One thing to do, as a line of a list: a link, a button, or, where it cannot be done yet, words that say why. */
function Door(props: {
  readonly title: string;
  readonly hint: string;
  readonly href?: string;
  readonly onOpen?: () => void;
  readonly busy?: boolean;
}) {
  const words = (
    <>
      <span className={styles.doorTitle}>{props.title}</span>
      <span className={styles.doorHint}>{props.hint}</span>
    </>
  );
  if (props.href !== undefined) {
    return (
      <a className={styles.door} href={props.href}>
        {words}
      </a>
    );
  }
  if (props.onOpen === undefined) return <div className={styles.closed}>{words}</div>;
  return (
    <button
      type="button"
      className={styles.door}
      onClick={props.onOpen}
      aria-busy={props.busy === true}
      disabled={props.busy === true}
    >
      {words}
    </button>
  );
}
