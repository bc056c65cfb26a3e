import { useState } from 'react';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { go } from '../../router.ts';
import { useSession } from '../../store/session.ts';
import { CreateIdentity } from './create-identity.tsx';
import { MyIdentity } from './my-identity.tsx';
import { RestoreIdentity } from './restore-identity.tsx';
import { Start } from './start.tsx';
import { Unlock } from './unlock.tsx';

/** The first screen: who is there decides what it offers. */
export function WelcomeScreen(props: {
  /** The backup that the system handed over. */
  readonly file?: string | undefined;
  readonly name?: string | undefined;
}) {
  const { identity, identityFailure } = useSession();
  const [form, setForm] = useState<'create' | 'restore' | null>(null);
  const [isDamaged, setIsDamaged] = useState(false);
  const { file: token, name = '' } = props;
  const given = token === undefined ? null : { token, name, size: 0 };
  const leave = () => {
    setForm(null);
    if (given !== null) go({ screen: 'welcome' }, 'replace');
  };
  const isNew = identity.state === 'none';
  if (form === 'restore' || (isNew && given !== null)) {
    return <RestoreIdentity key={token} given={given} onLeave={leave} />;
  }
  if (identityFailure !== null) {
    return (
      <Start onRestore={() => setForm('restore')}>
        <FailureNotice failure={identityFailure} />
      </Start>
    );
  }
  if (form === 'create') return <CreateIdentity onLeave={leave} />;
  if (identity.state === 'unlocked' && given === null) return <MyIdentity />;
  return (
    <Start
      onCreate={isNew ? () => setForm('create') : undefined}
      onRestore={isNew || isDamaged ? () => setForm('restore') : undefined}
    >
      {given !== null && <FailureNotice failure={{ kind: 'identity-exists' }} />}
      {identity.state === 'locked' && (
        <Unlock name={identity.profile?.name ?? ''} onDamaged={() => setIsDamaged(true)} />
      )}
    </Start>
  );
}
