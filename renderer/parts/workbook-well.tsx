import type { FileReference } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import { pickFiles, takeFiles } from '../client.ts';
import { useAction } from '../store/use-call.ts';
import { useWork } from '../store/use-work.ts';
import { useText } from '../text.ts';
import { FileWell } from '../ui/file-well.tsx';
import { Progress } from '../ui/progress.tsx';
import { FailureNotice } from './failure-notice.tsx';
import styles from './workbook-well.module.css';

/** Where signed workbooks are handed in, by dialog or by dropping them, with how far it is. */
export function WorkbookWell(props: {
  /** The texts `choose`, `hint`, `drop` and `working` under this key. */
  readonly words: 'center.import' | 'chair.workbooks';
  readonly take: (tokens: string[], work: string) => Promise<Result<unknown, Failure>>;
}) {
  const { t } = useText();
  const { words } = props;
  const take = useAction(
    async (chosen: Promise<Result<readonly FileReference[], Failure>>, work: string) => {
      const files = await chosen;
      if (!files.ok || files.value.length === 0) return files;
      return props.take(
        files.value.map((file) => file.token),
        work,
      );
    },
  );
  const work = useWork(take.busy);
  return (
    <>
      <FileWell
        button={t(`${words}.choose`)}
        hint={t(`${words}.drop`)}
        busy={take.busy}
        onPick={() => take.run(pickFiles('workbooks'), work.id)}
        onDrop={(files) => take.run(takeFiles(files), work.id)}
      />
      {work.progress !== null && (
        <div className={styles.working}>
          <Progress
            done={work.progress.done}
            total={work.progress.total}
            label={t(`${words}.working`, {
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
