import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Status } from '../../ui/glyph.tsx';
import { HeaderSlot } from '../../ui/header-slot.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import styles from './center.module.css';
import type { CenterState } from './center-screen.tsx';
import { Enrol } from './enrol.tsx';
import { ImportWorkbooks } from './import-workbooks.tsx';
import { PackRound } from './pack-round.tsx';
import { Roster } from './roster.tsx';
import { Sanction } from './sanction.tsx';
import { StageLine } from './stage-line.tsx';
import { stagesOf } from './stages.ts';
import { UnlockCenter } from './unlock-center.tsx';

/** Everything of the center on one page: rounds as lines of stages, workbooks to import, bundles to pack, people. */
export function Desk(props: { readonly center: CenterState; readonly onChange: () => void }) {
  const { t } = useText();
  const { center, onChange } = props;
  const isLocked = center.state === 'locked';
  return (
    <Page title={center.name} lead={t('center.lead')} measure="table">
      <HeaderSlot>
        <span className={styles.place}>{t('center.title')}</span>
      </HeaderSlot>
      <CenterStatus center={center} onUnlocked={onChange} />
      <Section title={t('center.rounds.title')}>
        <Rounds rounds={center.rounds} />
      </Section>
      <Section title={t('center.import.title')} note={t('center.import.note')}>
        {isLocked ? <Locked /> : <ImportWorkbooks onImported={onChange} />}
      </Section>
      <Section title={t('center.pack.title')}>
        <PackRound locked={isLocked} onPacked={onChange} />
      </Section>
      <Section
        title={t('center.people.title')}
        note={t('center.people.count', { count: center.roster.length })}
      >
        <Enrol locked={isLocked} onEnrolled={onChange} />
        <Roster people={center.roster} />
      </Section>
      <Section title={t('center.sanction.title')}>{isLocked ? <Locked /> : <Sanction />}</Section>
    </Page>
  );
}

/** In the place of what is in the center's log, and the log is sealed with its keys. */
function Locked() {
  const { t } = useText();
  return <p className={styles.soft}>{t('center.pack.locked')}</p>;
}

/** Whether the keys are open, and the fingerprint that experts ask for on the telephone. */
function CenterStatus(props: { readonly center: CenterState; readonly onUnlocked: () => void }) {
  const { t } = useText();
  const { center } = props;
  return (
    <div className={styles.status}>
      {center.state === 'locked' ? (
        <UnlockCenter onUnlocked={props.onUnlocked} />
      ) : (
        <Status shape="check" tone="accent" word={t('center.unlocked')} />
      )}
      {center.fingerprint !== null && (
        <div>
          <Fingerprint value={center.fingerprint} label={t('center.identity.fingerprint')} />
          <p className={styles.soft}>{t('center.identity.note')}</p>
        </div>
      )}
    </div>
  );
}

function Rounds(props: { readonly rounds: CenterState['rounds'] }) {
  const { t, date } = useText();
  if (props.rounds.length === 0) {
    return <EmptyState title={t('center.rounds.none')} hint={t('center.rounds.noneHint')} />;
  }
  const newest = props.rounds.toSorted((a, b) => Date.parse(b.issuedAt) - Date.parse(a.issuedAt));
  return (
    <ul>
      {newest.map((round) => (
        <li key={round.id} className={styles.round}>
          <div>
            <a className={styles.roundTitle} href={hashOf({ screen: 'center', round: round.id })}>
              {round.title}
            </a>
            <p className={styles.soft}>
              {[
                round.id,
                t(`domain.round-kind.${round.kind}`),
                ...(round.panels > 1 ? [t('center.rounds.panels', { count: round.panels })] : []),
                t('center.rounds.deadline', { at: date(round.deadline) }),
              ].join(' · ')}
            </p>
          </div>
          <StageLine stages={stagesOf(round)} />
        </li>
      ))}
    </ul>
  );
}
