import { Button } from 'antd';
import { useState } from 'react';
import type { HaizhiContract } from '../../../shared/contract.ts';
import { type Confirmations, confirmationsFor, problemMessage } from '../../../shared/failures.ts';
import { ok } from '../../../shared/result.ts';
import type { Output } from '../../../shared/rpc.ts';
import { call, pickFiles, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { WorkProgress } from '../../parts/work-progress.tsx';
import { useSession } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { Notice } from '../../ui/state-view.tsx';
import styles from './center.module.css';

type Packed = Output<HaizhiContract, 'center.pack'>;

/** Makes a round's bundle from its folder. A browser cannot hand over a folder: there it says what can. */
export function PackRound(props: { readonly locked: boolean; readonly onPacked: () => void }) {
  const { t } = useText();
  const { info } = useSession();
  const [packed, setPacked] = useState<Packed | null>(null);
  const [folder, setFolder] = useState('');
  const pack = useAction(async (work: string, confirmed: Confirmations | null) => {
    const picked = confirmed === null ? await pickFiles('round-folder') : ok([{ token: folder }]);
    const chosen = picked.ok ? picked.value[0]?.token : undefined;
    if (chosen === undefined) return picked;
    setFolder(chosen);
    const agreed = { confirmNames: confirmed?.names, incomplete: confirmed?.incomplete };
    const made = await call('center.pack', { folder: chosen, ...agreed, work });
    if (!made.ok) return made;
    setPacked(made.value);
    props.onPacked();
    return ok();
  });
  const work = useWork(pack.busy);
  const wanted = pack.failure === null ? null : confirmationsFor(pack.failure);
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
        <Button loading={pack.busy} disabled={props.locked} onClick={() => pack.run(work.id, null)}>
          {t('center.pack.choose')}
        </Button>
        <span className={styles.soft}>
          {t(props.locked ? 'center.pack.locked' : 'center.pack.hint')}
        </span>
      </div>
      <WorkProgress work={work} label={t('center.pack.working')} />
      {pack.failure !== null && (
        <FailureNotice
          failure={pack.failure}
          action={
            wanted !== null && (
              <Button onClick={() => pack.run(work.id, wanted)}>
                {t(`center.pack.${questionOf(wanted)}`)}
              </Button>
            )
          }
        />
      )}
      {packed !== null && <PackedBundle packed={packed} />}
    </>
  );
}

/** What the button says yes to. */
function questionOf({ names, incomplete }: Confirmations) {
  if (names && incomplete) return 'confirm-both';
  return names ? 'confirm-names' : 'confirm-missing';
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
