import { DamagedJournal } from '../../parts/damaged-journal.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useRead } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Section } from '../../ui/page.tsx';

/** Rounds whose files are not in order: each says why and what may be decided, and keeps no other from opening. */
export function BrokenRounds(props: { readonly onMended: () => void }) {
  const { t } = useText();
  const broken = useRead('rounds.broken', {});
  if (broken.kind !== 'ready' || broken.value.length === 0) return null;
  const mended = () => {
    broken.again();
    props.onMended();
  };
  return (
    <Section title={t('rounds.broken.title')}>
      {broken.value.map(({ folder, round, failure }) => (
        <div key={folder}>
          <h3>{round ?? folder}</h3>
          <FailureNotice failure={failure} />
          {round !== null && failure.kind === 'journal-damaged' && (
            <DamagedJournal round={round} failure={failure} again={mended} />
          )}
        </div>
      ))}
    </Section>
  );
}
