import { Button } from 'antd';
import { useState } from 'react';
import type { HaizhiContract } from '../../../shared/contract.ts';
import { problemMessage } from '../../../shared/failures.ts';
import { ok } from '../../../shared/result.ts';
import type { Output } from '../../../shared/rpc.ts';
import { call, pickFiles, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { Progress } from '../../ui/progress.tsx';
import { Notice } from '../../ui/state-view.tsx';
import styles from './center.module.css';

type Packed = Output<HaizhiContract, 'center.pack'>;

/** Makes a round's bundle from its folder. A browser cannot hand over a folder: there it says what can. */
export function PackRound(props: { readonly locked: boolean; readonly onPacked: () => void }) {
  const { t } = useText();
  const { info } = useSession();
  const [packed, setPacked] = useState<Packed | null>(null);
  const pack = useAction(async (work: string) => {
    const folder = await pickFiles('round-folder');
    const chosen = folder.ok ? folder.value[0] : undefined;
    if (chosen === undefined) return folder;
    const made = await call('center.pack', { folder: chosen.token, work });
    if (!made.ok) return made;
    setPacked(made.value);
    props.onPacked();
    return ok();
  });
  const work = useWork(pack.busy);
  if (!info.dialogs) {
    return (
      <p className={styles.sentence}>
        {t('center.pack.elsewhere')} <code className={styles.command}>{packCommand}</code>
      </p>
    );
  }
  return (
    <>
      <div className={styles.buttons}>
        <Button loading={pack.busy} disabled={props.locked} onClick={() => pack.run(work.id)}>
          {t('center.pack.choose')}
        </Button>
        <span className={styles.soft}>
          {t(props.locked ? 'center.pack.locked' : 'center.pack.hint')}
        </span>
      </div>
      {work.progress !== null && (
        <div className={styles.working}>
          <Progress
            done={work.progress.done}
            total={work.progress.total}
            label={t('center.pack.working')}
          />
        </div>
      )}
      {pack.failure !== null && <FailureNotice failure={pack.failure} />}
      {packed !== null && <PackedBundle packed={packed} />}
    </>
  );
}

/** As one types it; the same in every language. */
const packCommand = 'haizhi center pack DIR --round ROUND_FOLDER --out FILE.hzb';

function PackedBundle(props: { readonly packed: Packed }) {
  const { t, size } = useText();
  const { packed } = props;
  const save = useAction(() => saveFile(packed.file));
  const action = (
    <Button type="primary" loading={save.busy} onClick={() => save.run()}>
      {t('center.pack.save')}
    </Button>
  );
  return (
    <Notice
      kind={packed.warnings.length > 0 ? 'caution' : 'note'}
      title={t('center.pack.done', {
        sequence: packed.bundle.sequence,
        round: packed.round,
        size: size(packed.file.size),
      })}
      action={action}
    >
      {packed.warnings.length > 0 && <p>{t('center.pack.warnings')}</p>}
      <ul>
        {packed.warnings.map((each) => {
          const { key, values } = problemMessage(each);
          return <li key={`${each.file} ${each.path} ${each.expected}`}>{t(key, values)}</li>;
        })}
      </ul>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
    </Notice>
  );
}
