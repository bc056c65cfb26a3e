import { Button, Popconfirm } from 'antd';
import type { Failure } from '../../shared/failures.ts';
import { call, saveFile } from '../client.ts';
import { useAction } from '../store/use-call.ts';
import { useText } from '../text.ts';
import { Section } from '../ui/page.tsx';
import styles from './damaged-journal.module.css';
import { FailureNotice } from './failure-notice.tsx';

/** A round stopped by its journal: what is sound, and what its person may decide. Nothing is changed before that. */
export function DamagedJournal(props: {
  readonly round: string;
  readonly failure: Failure<'journal-damaged'>;
  readonly again: () => void;
}) {
  const { t } = useText();
  const { round, failure, again } = props;
  const remainder = useAction(async () => {
    const file = await call('log.remainder', { round });
    return file.ok ? saveFile(file.value) : file;
  });
  const resume = useAction(async () => {
    const resumed = await call('log.resume', { round });
    if (resumed.ok) again();
    return resumed;
  });
  const isOlder = failure.reason === 'rolled-back' || failure.reason === 'replaced';
  const refused = remainder.failure ?? resume.failure;
  return (
    <Section title={t('common.damaged.title')}>
      <p>{t(`common.damaged.${isOlder ? 'older' : 'kept'}`, { sound: failure.record - 1 })}</p>
      <div className={styles.choices}>
        <Button loading={remainder.busy} onClick={() => remainder.run()}>
          {t('common.damaged.remainder')}
        </Button>
        <Popconfirm
          title={t('common.damaged.confirm')}
          okText={t('common.damaged.resume')}
          cancelText={t('common.cancel')}
          onConfirm={() => resume.run()}
        >
          <Button loading={resume.busy}>{t('common.damaged.resume')}</Button>
        </Popconfirm>
      </div>
      {refused !== null && <FailureNotice failure={refused} />}
    </Section>
  );
}
