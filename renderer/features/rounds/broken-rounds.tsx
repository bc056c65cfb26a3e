import type { HaizhiContract } from '../../../shared/contract.ts';
import type { Output } from '../../../shared/rpc.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { WayOut } from '../../parts/way-out.tsx';
import { useText } from '../../text.ts';
import { Section } from '../../ui/page.tsx';
import { HeldElsewhere } from './held-elsewhere.tsx';

/** Rounds whose files are not in order: each says why and what may be decided, and keeps no other from opening. */
export function BrokenRounds(props: {
  readonly broken: Output<HaizhiContract, 'rounds.broken'>;
  readonly onMended: () => void;
}) {
  const { t } = useText();
  if (props.broken.length === 0) return null;
  return (
    <Section title={t('rounds.broken.title')}>
      {props.broken.map(({ folder, round, failure }) => (
        <div key={folder}>
          <h3>{round ?? folder}</h3>
          <FailureNotice failure={failure} />
          {round !== null && <WayOut round={round} failure={failure} again={props.onMended} />}
          {failure.kind === 'held-elsewhere' && (
            <HeldElsewhere host={failure.host} again={props.onMended} />
          )}
        </div>
      ))}
    </Section>
  );
}
