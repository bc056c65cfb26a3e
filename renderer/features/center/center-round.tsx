import type { RoundList } from '../../../shared/exchange.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { hashOf } from '../../router.ts';
import { useRead } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { HeaderSlot } from '../../ui/header-slot.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { LoadingState } from '../../ui/state-view.tsx';
import styles from './center.module.css';
import type { CenterState } from './center-screen.tsx';
import { ExportList } from './export-list.tsx';
import { ImportWorkbooks } from './import-workbooks.tsx';
import { ListTable } from './list-table.tsx';
import { PanelFork } from './panel-fork.tsx';
import { StageLine } from './stage-line.tsx';
import { type CenterRoundLine, stagesOf } from './stages.ts';
import { ToDo } from './to-do.tsx';
import { UnlockCenter } from './unlock-center.tsx';

/** One round: where it stands, what is still to do, workbooks to import, and what the panel made of the applications. */
export function CenterRound(props: {
  readonly center: CenterState;
  readonly round: CenterRoundLine;
  readonly onChange: () => void;
}) {
  const { t, dateTime } = useText();
  const { center, round } = props;
  const list = useRead('center.list', { round: round.id });
  const changed = () => {
    props.onChange();
    list.again();
  };
  const lead = [
    round.id,
    t(`domain.round-kind.${round.kind}`),
    t('center.rounds.deadline', { at: dateTime(round.deadline) }),
  ];
  const imports = (
    <Section key="import" title={t('center.import.title')} note={t('center.import.note')}>
      {center.state === 'locked' ? (
        <UnlockCenter onUnlocked={changed} />
      ) : (
        <ImportWorkbooks onImported={changed} />
      )}
    </Section>
  );
  const applications = list.kind === 'ready' && (
    <Applications key="applications" list={list.value} />
  );
  return (
    <Page title={round.title} lead={lead.join(' · ')} measure="table">
      <HeaderSlot>
        <a className={styles.back} href={hashOf({ screen: 'center' })}>
          <span aria-hidden="true">‹ </span>
          {center.name}
        </a>
      </HeaderSlot>
      <StageLine stages={stagesOf(round)} />
      {list.kind === 'loading' && <LoadingState label={t('common.loading')} rows={8} />}
      {list.kind === 'failed' && <FailureNotice failure={list.failure} />}
      {list.kind === 'ready' && <ToDo list={list.value} round={round} />}
      {list.kind === 'ready' &&
        list.value.panels
          .filter(({ fork }) => fork.length > 0)
          .map((panel) => (
            <PanelFork
              key={panel.id}
              round={round.id}
              panel={panel}
              locked={center.state === 'locked'}
              onChosen={changed}
            />
          ))}
      {round.decided ? [applications, imports] : [imports, applications]}
    </Page>
  );
}

/** On what the panels decided, where that is not what one would think. */
function Remarks(props: { readonly list: RoundList }) {
  const { t } = useText();
  const remarks = props.list.panels.flatMap(({ name, signedOn, sequence, choice }) => [
    signedOn !== null &&
      signedOn !== sequence &&
      t('workbook.list.outdated', { name, signedOn, sequence }),
    choice !== null && t('workbook.list.chosen', { name, reason: choice.reason }),
  ]);
  return remarks
    .filter((each) => each !== false)
    .map((each) => (
      <p key={each} className={styles.sentence}>
        {each}
      </p>
    ));
}

function Applications(props: { readonly list: RoundList }) {
  const { t } = useText();
  const { list } = props;
  return (
    <Section
      title={t('center.list.title')}
      note={t(list.decided ? 'center.list.decided' : 'center.list.undecided')}
    >
      <Remarks list={list} />
      <ExportList round={list.round.id} decided={list.decided} />
      <ListTable list={list} />
    </Section>
  );
}
