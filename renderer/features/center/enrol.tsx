import { useState } from 'react';
import type { HaizhiContract } from '../../../shared/contract.ts';
import type { FileReference } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Output } from '../../../shared/rpc.ts';
import { call, pickFiles, takeFiles } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { FileWell } from '../../ui/file-well.tsx';
import { Status } from '../../ui/glyph.tsx';
import styles from './center.module.css';
import { CompareRequests } from './compare-requests.tsx';

export type Requesters = Output<HaizhiContract, 'center.inspectRequests'>;

/** Puts people on the roster: what their requests say first, then whoever was compared by phone is certified. */
export function Enrol(props: { readonly locked: boolean; readonly onEnrolled: () => void }) {
  const { t } = useText();
  const [requesters, setRequesters] = useState<Requesters>([]);
  const [enrolled, setEnrolled] = useState(0);
  const inspect = useAction(async (chosen: Promise<Result<readonly FileReference[], Failure>>) => {
    const files = await chosen;
    if (!files.ok || files.value.length === 0) return files;
    setEnrolled(0);
    const tokens = files.value.map((file) => file.token);
    const said = await call('center.inspectRequests', { files: tokens });
    setRequesters(said.ok ? said.value : []);
    return said.ok ? ok() : said;
  });
  if (props.locked) return <p className={styles.sentence}>{t('center.enrol.locked')}</p>;
  return (
    <>
      <FileWell
        button={t('center.enrol.choose')}
        hint={t('center.enrol.drop')}
        busy={inspect.busy}
        onPick={() => inspect.run(pickFiles('requests'))}
        onDrop={(files) => inspect.run(takeFiles(files))}
      />
      {inspect.failure !== null && <FailureNotice failure={inspect.failure} />}
      {requesters.length > 0 && (
        <CompareRequests
          key={requesters.map((each) => each.file).join()}
          requesters={requesters}
          onEnrolled={(files) => {
            setEnrolled(files.length);
            setRequesters(requesters.filter((each) => !files.includes(each.file)));
            props.onEnrolled();
          }}
        />
      )}
      <p role="status">
        {enrolled > 0 && (
          <Status shape="check" tone="accent" word={t('center.enrol.done', { count: enrolled })} />
        )}
      </p>
    </>
  );
}
