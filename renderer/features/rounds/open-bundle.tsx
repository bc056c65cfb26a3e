import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { BundleSummary, FileReference } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { call, pickFiles, takeFiles } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { LostReviewKeys } from '../../parts/lost-review-keys.tsx';
import { WorkProgress } from '../../parts/work-progress.tsx';
import { go } from '../../router.ts';
import { loadInNewProcess } from '../../store/new-process.ts';
import { useAction } from '../../store/use-call.ts';
import { closeReview } from '../../store/use-review.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { FileWell } from '../../ui/file-well.tsx';
import styles from './rounds.module.css';
import { TrustBundle } from './trust-bundle.tsx';

interface Inspected {
  readonly file: FileReference;
  readonly summary: BundleSummary;
}

/** Takes a bundle: a known center's opens at once, a new center's after its fingerprint was compared. */
export function OpenBundle(props: {
  /** The bundle that the system handed over; `null` where a person is to choose one. */
  readonly given: FileReference | null;
  readonly onOpened: () => void;
}) {
  const { t } = useText();
  const [inspected, setInspected] = useState<Inspected | null>(null);
  const open = useAction(async ({ file, summary }: Inspected, work?: string) => {
    const trust = summary.trust === 'new' ? { trust: summary.center.fingerprint } : {};
    const opened = await call('bundles.open', { file: file.token, ...trust, work });
    if (opened.ok) {
      closeReview(opened.value.round);
      props.onOpened();
      go({ screen: 'applications', round: opened.value.round });
      // The center may have recused this person: what the page remembers of the application goes with it.
      if (summary.bundle.sequence > 1) await loadInNewProcess();
    }
    return opened;
  });
  const work = useWork(open.busy);
  const inspect = useAction(async (files: Promise<Files>) => {
    const chosen = await files;
    const file = chosen.ok ? chosen.value[0] : undefined;
    if (!chosen.ok || file === undefined) return chosen;
    const summary = await call('bundles.inspect', { file: file.token });
    if (!summary.ok) return summary;
    const found = { file, summary: summary.value };
    setInspected(found);
    if (summary.value.trust === 'known') open.run(found, work.id);
    return ok();
  });
  const { given } = props;
  const handOver = useEffectEvent(() => {
    if (given === null) return;
    inspect.run(Promise.resolve(ok([given])));
    // Coming back later must not open it once more.
    go({ screen: 'rounds' }, 'replace');
  });
  const token = given?.token;
  useEffect(() => {
    if (token !== undefined) handOver();
  }, [token]);
  const failure = inspect.failure ?? open.failure;
  const place = useRef<HTMLDivElement>(null);
  const leave = () => {
    setInspected(null);
    place.current?.focus({ preventScroll: true });
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      {inspected !== null && inspected.summary.trust === 'new' ? (
        <TrustBundle
          file={inspected.file}
          summary={inspected.summary}
          busy={open.busy}
          onTrust={(work) => open.run(inspected, work)}
          onLeave={leave}
        />
      ) : (
        <FileWell
          button={t('rounds.bundle.choose')}
          hint={t('rounds.bundle.drop')}
          busy={inspect.busy || open.busy}
          onPick={() => inspect.run(pickFiles('bundle'))}
          onDrop={(files) => inspect.run(takeFiles(files.slice(0, 1)))}
        />
      )}
      {inspected?.summary.trust === 'known' && (
        <WorkProgress work={work} label={t('rounds.bundle.opening')} />
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      {inspected !== null && failure?.kind === 'review-keys-lost' && (
        <LostReviewKeys
          round={inspected.summary.round}
          again={() => open.run(inspected, work.id)}
        />
      )}
      {inspected?.summary.trust === 'differs' && failure === null && (
        <FailureNotice
          failure={{
            kind: 'fingerprint-differs',
            fingerprint: inspected.summary.center.fingerprint,
            expected: '',
          }}
        />
      )}
    </div>
  );
}

type Files = Result<readonly FileReference[], Failure>;
