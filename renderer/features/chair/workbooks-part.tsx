import type { IntakeReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { IntakeList } from '../../parts/intake-list.tsx';
import { WorkbookWell } from '../../parts/workbook-well.tsx';
import { flushTyping } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { Page, Section } from '../../ui/page.tsx';
import { Notice } from '../../ui/state-view.tsx';
import { MemberWorkbooks } from './member-workbooks.tsx';
import type { PanelDesk } from './panel-desk.ts';

/** What became of the files that were handed in last. */
export type Handover = readonly IntakeReport[];

/** Takes in the experts' workbooks and shows whose is here, whose is missing, and which one counts. */
export function WorkbooksPart(props: {
  readonly desk: PanelDesk;
  readonly handover: Handover | null;
  readonly onHandover: (handover: Handover) => void;
}) {
  const { t } = useText();
  const { desk, handover } = props;
  const signed = desk.meeting.phase === 'signed';
  return (
    <Page title={t('chair.workbooks.title')} lead={t('chair.workbooks.lead')} measure="table">
      {signed ? (
        <Notice kind="note" title={t('chair.frozen')} />
      ) : (
        <TakeIn desk={desk} onHandover={props.onHandover} />
      )}
      {handover !== null && <IntakeList reports={handover} />}
      <Section title={t('chair.workbooks.members')}>
        <MemberWorkbooks desk={desk} />
      </Section>
    </Page>
  );
}

function TakeIn(props: {
  readonly desk: PanelDesk;
  readonly onHandover: (handover: Handover) => void;
}) {
  const { ready, round } = props.desk;
  const take = async (files: string[], work: string) => {
    await flushTyping();
    if (!(await ready.settled())) return fail(notSaved(ready));
    const collected = await call('panel.collect', { round: round.id, files, work });
    if (!collected.ok) return collected;
    props.onHandover(collected.value);
    if (collected.value.some((each) => each.outcome === 'taken')) ready.reload();
    return collected;
  };
  return <WorkbookWell words="chair.workbooks" take={take} />;
}

/** Why what is on screen is not on disk yet. */
export function notSaved(ready: PanelDesk['ready']): Failure {
  return ready.save.kind === 'problem' ? ready.save.failure : { kind: 'unreachable' };
}
