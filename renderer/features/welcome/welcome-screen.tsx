import { useState } from 'react';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { CreateIdentity } from './create-identity.tsx';
import { MyIdentity } from './my-identity.tsx';
import { RestoreIdentity } from './restore-identity.tsx';
import { Start } from './start.tsx';
import { Unlock } from './unlock.tsx';

/** The first screen: who is there decides what it offers. */
export function WelcomeScreen() {
  const { identity, identityFailure } = useSession();
  const [form, setForm] = useState<'create' | 'restore' | null>(null);
  const leave = () => setForm(null);
  const isNew = identity.state === 'none';
  if (identityFailure !== null) {
    return (
      <Start>
        <FailureNotice failure={identityFailure} />
      </Start>
    );
  }
  if (form === 'create') return <CreateIdentity onLeave={leave} />;
  if (form === 'restore') return <RestoreIdentity onLeave={leave} />;
  if (identity.state === 'unlocked') return <MyIdentity />;
  return (
    <Start onForm={isNew ? setForm : undefined}>
      {identity.state === 'locked' && <Unlock name={identity.profile?.name ?? ''} />}
    </Start>
  );
}
