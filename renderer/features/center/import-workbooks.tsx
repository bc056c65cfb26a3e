import { useState } from 'react';
import type { FileReference, IntakeReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { call, pickFiles, uploadAll } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { IntakeList } from '../../parts/intake-list.tsx';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { FileWell } from '../../ui/file-well.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './center.module.css';

/** Takes in result and panel workbooks in any order and as often as anybody likes; says what became of each. */
export function ImportWorkbooks(props: { readonly onImported: () => void }) {
  const { t } = useText();
  const { info } = useSession();
  const [reports, setReports] = useState<readonly IntakeReport[] | null>(null);
  const take = useAction(
    async (chosen: Promise<Result<readonly FileReference[], Failure>>, work: string) => {
      const files = await chosen;
      if (!files.ok || files.value.length === 0) return files;
      const tokens = files.value.map((file) => file.token);
      const imported = await call('center.import', { files: tokens, work });
      if (!imported.ok) return imported;
      setReports(imported.value);
      props.onImported();
      return ok();
    },
  );
  const work = useWork(take.busy);
  return (
    <>
      <FileWell
        button={t('center.import.choose')}
        hint={t(info.dialogs ? 'center.import.hint' : 'center.import.drop')}
        busy={take.busy}
        onPick={() => take.run(pickFiles('workbooks'), work.id)}
        onDrop={info.dialogs ? undefined : (files) => take.run(uploadAll(files), work.id)}
      />
      {work.progress !== null && (
        <div className={styles.working}>
          <Progress
            done={work.progress.done}
            total={work.progress.total}
            label={t('center.import.working', {
              done: Math.min(work.progress.done + 1, work.progress.total),
              total: work.progress.total,
            })}
          />
        </div>
      )}
      {take.failure !== null && <FailureNotice failure={take.failure} />}
      {reports !== null && <IntakeList reports={reports} />}
    </>
  );
}
