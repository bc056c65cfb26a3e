import type { RoundSummary } from '../../../shared/exchange.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { GuideOffer } from '../../parts/guide-offer.tsx';
import { hashOf } from '../../router.ts';
import { useSession } from '../../store/session.ts';
import { useRead } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Page, Section } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/state-view.tsx';
import { BrokenRounds } from './broken-rounds.tsx';
import { OpenBundle } from './open-bundle.tsx';
import { RoundRow } from './round-row.tsx';
import styles from './rounds.module.css';

/** One's rounds, the next deadline first, and the way to a new one: opening the center's bundle. */
export function RoundsScreen(props: {
  readonly file?: string | undefined;
  readonly name?: string | undefined;
}) {
  const { t } = useText();
  const { identity, info } = useSession();
  const rounds = useRead('rounds.list', {});
  const reading = useRead('rounds.broken', {});
  const broken = reading.kind === 'ready' ? reading.value : [];
  const again = () => {
    rounds.again();
    reading.again();
  };
  const { file: token, name = '' } = props;
  const given = token === undefined ? null : { token, name, size: 0 };
  return (
    <Page
      title={t('rounds.title')}
      lead={t('rounds.lead', { name: identity.profile?.name ?? '' })}
      measure="table"
      actions={
        <>
          {info.center && <a href={hashOf({ screen: 'center' })}>{t('welcome.center.door')}</a>}
          <a href={hashOf({ screen: 'verify' })}>{t('welcome.verify.door')}</a>
          <a href={hashOf({ screen: 'welcome' })}>{t('rounds.identity')}</a>
        </>
      }
    >
      <GuideOffer />
      {rounds.kind === 'loading' && <LoadingState label={t('common.loading')} rows={3} />}
      {rounds.kind === 'failed' && <FailureNotice failure={rounds.failure} />}
      {rounds.kind === 'ready' && rounds.value.length + broken.length > 0 && (
        <RoundList rounds={rounds.value} />
      )}
      {rounds.kind === 'ready' && rounds.value.length + broken.length === 0 && <NoRounds />}
      <BrokenRounds broken={broken} onMended={again} />
      {!identity.practice && (
        <Section title={t('rounds.bundle.title')}>
          <OpenBundle given={given} onOpened={again} />
        </Section>
      )}
    </Page>
  );
}

function NoRounds() {
  const { t } = useText();
  return <EmptyState title={t('rounds.empty.title')} hint={t('rounds.empty.hint')} />;
}

function RoundList(props: { readonly rounds: readonly RoundSummary[] }) {
  const urgent = props.rounds.toSorted(
    (a, b) => Date.parse(a.deadline.at) - Date.parse(b.deadline.at),
  );
  const open = urgent.filter((round) => round.phase === 'open');
  const signed = urgent.filter((round) => round.phase === 'signed').toReversed();
  return (
    <ul className={styles.list}>
      {[...open, ...signed].map((round) => (
        <RoundRow key={round.id} round={round} />
      ))}
    </ul>
  );
}
