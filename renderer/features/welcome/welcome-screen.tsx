import { useState } from 'react';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { CreateIdentity } from './create-identity.tsx';
import { MyIdentity } from './my-identity.tsx';
import { Start } from './start.tsx';
import { Unlock } from './unlock.tsx';

/** The first screen: who is there decides what it offers. */
export function WelcomeScreen() {
  const { identity, identityFailure } = useSession();
  const [creating, setCreating] = useState(false);
  if (identityFailure !== null) {
    return (
      <Start>
        <FailureNotice failure={identityFailure} />
      </Start>
    );
  }
  if (creating) return <CreateIdentity onLeave={() => setCreating(false)} />;
  if (identity.state === 'unlocked') return <MyIdentity />;
  return (
    <Start onCreate={identity.state === 'none' ? () => setCreating(true) : undefined}>
      {identity.state === 'locked' && <Unlock name={identity.profile?.name ?? ''} />}
    </Start>
  );
}
