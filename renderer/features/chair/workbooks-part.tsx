import type { FileReference, IntakeReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { call, pickFiles, uploadAll } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { IntakeList } from '../../parts/intake-list.tsx';
import { useSession } from '../../store/session.ts';
import { flushTyping } from '../../store/typing.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { FileWell } from '../../ui/file-well.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Notice } from '../../ui/state-view.tsx';
import styles from './chair.module.css';
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
  const { t } = useText();
  const { info } = useSession();
  const { ready, round } = props.desk;
  const take = useAction(
    async (chosen: Promise<Result<readonly FileReference[], Failure>>, work: string) => {
      const files = await chosen;
      if (!files.ok || files.value.length === 0) return files;
      await flushTyping();
      if (!(await ready.settled())) return fail(notSaved(ready));
      const tokens = files.value.map((file) => file.token);
      const collected = await call('panel.collect', { round: round.id, files: tokens, work });
      if (!collected.ok) return collected;
      props.onHandover(collected.value);
      if (collected.value.some((each) => each.outcome === 'taken')) ready.reload();
      return ok();
    },
  );
  const work = useWork(take.busy);
  return (
    <>
      <FileWell
        button={t('chair.workbooks.choose')}
        hint={t(info.dialogs ? 'chair.workbooks.hint' : 'chair.workbooks.drop')}
        busy={take.busy}
        onPick={() => take.run(pickFiles('workbooks'), work.id)}
        onDrop={info.dialogs ? undefined : (files) => take.run(uploadAll(files), work.id)}
      />
      {work.progress !== null && (
        <div className={styles.working}>
          <Progress
            done={work.progress.done}
            total={work.progress.total}
            label={t('chair.workbooks.working', {
              done: Math.min(work.progress.done + 1, work.progress.total),
              total: work.progress.total,
            })}
          />
        </div>
      )}
      {take.failure !== null && <FailureNotice failure={take.failure} />}
    </>
  );
}

/** Why what is on screen is not on disk yet. */
export function notSaved(ready: PanelDesk['ready']): Failure {
  return ready.save.kind === 'problem' ? ready.save.failure : { kind: 'unreachable' };
}
