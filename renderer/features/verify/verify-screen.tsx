import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { FileReference, VerdictReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { call, pickFiles, takeFiles } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { FileWell } from '../../ui/file-well.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { Trusted } from './trusted.tsx';
import { VerdictLine } from './verdict-line.tsx';
import styles from './verify.module.css';

type Chosen = Promise<Result<readonly FileReference[], Failure>>;
type Shown = 'all' | 'doubtful';

/** Anybody may check workbooks here: whose signature it is, when it was made by the signer's word, and what holds. */
export function VerifyScreen() {
  const { t } = useText();
  const [files, setFiles] = useState<readonly FileReference[]>([]);
  const [authority, setAuthority] = useState<FileReference | null>(null);
  const [reports, setReports] = useState<readonly VerdictReport[] | null>(null);
  const verify = useAction(
    async (wanted: readonly FileReference[], under: FileReference | null) => {
      if (wanted.length === 0) return ok();
      const verdicts = await call('workbooks.verify', {
        files: wanted.map((file) => file.token),
        ...(under === null ? {} : { authority: under.token }),
      });
      if (!verdicts.ok) return verdicts;
      setFiles(wanted);
      setAuthority(under);
      setReports(verdicts.value);
      return ok();
    },
  );
  const take = useAction(async (chosen: Chosen) => {
    const taken = await chosen;
    if (taken.ok && taken.value.length > 0) verify.run(taken.value, authority);
    return taken;
  });
  const failure = take.failure ?? verify.failure;
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')} measure="table">
      <FileWell
        button={t('verify.choose')}
        hint={t('verify.drop')}
        busy={take.busy || verify.busy}
        onPick={() => take.run(pickFiles('workbooks'))}
        onDrop={(dropped) => take.run(takeFiles(dropped))}
      />
      <Trusted authority={authority} onChange={(under) => verifyAgain(under)} />
      {failure !== null && <FailureNotice failure={failure} />}
      {reports === null ? (
        <EmptyState title={t('verify.empty.title')} hint={t('verify.empty.hint')} />
      ) : (
        <Verdicts key={files.map((file) => file.token).join(' ')} reports={reports} />
      )}
    </Page>
  );

  /** Under another certificate everything on screen has to be judged again. */
  function verifyAgain(under: FileReference | null): void {
    if (files.length > 0) verify.run(files, under);
    else setAuthority(under);
  }
}

function Verdicts(props: { readonly reports: readonly VerdictReport[] }) {
  const { t } = useText();
  const { reports } = props;
  const [shown, setShown] = useState<Shown>('all');
  const valid = reports.filter((each) => each.verdict === 'valid').length;
  const doubtful = reports.length - valid;
  const lines = reports.map((report, place) => ({ place, report }));
  const kept = shown === 'all' ? lines : lines.filter(({ report }) => report.verdict !== 'valid');
  return (
    <section aria-label={t('verify.verdicts')}>
      <div className={styles.summary}>
        <p role="status">
          {t('verify.valid', { count: valid })}
          {doubtful > 0 && t('verify.doubtful', { count: doubtful })}
        </p>
        {doubtful > 0 && valid > 0 && (
          <Segmented<Shown>
            aria-label={t('verify.filter')}
            value={shown}
            options={[
              { value: 'all', label: t('verify.all') },
              { value: 'doubtful', label: t('verify.onlyDoubtful') },
            ]}
            onChange={setShown}
          />
        )}
      </div>
      <ol className={styles.list}>
        {kept.map(({ place, report }) => (
          <VerdictLine key={place} report={report} opened={reports.length <= 2} />
        ))}
      </ol>
      {shown === 'doubtful' && (
        <Button type="link" onClick={() => setShown('all')}>
          {t('verify.showAll')}
        </Button>
      )}
    </section>
  );
}
