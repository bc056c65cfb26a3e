import { Button, Input } from 'antd';
import { useState } from 'react';
import type { FileReference } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import { pickFiles, takeFiles } from '../client.ts';
import { useAction } from '../store/use-call.ts';
import { useWork } from '../store/use-work.ts';
import { useText } from '../text.ts';
import { Field } from '../ui/field.tsx';
import { FileWell } from '../ui/file-well.tsx';
import { Section } from '../ui/page.tsx';
import styles from './backup-form.module.css';
import { FailureNotice } from './failure-notice.tsx';
import { WorkProgress } from './work-progress.tsx';

/** What a backup is used for. */
interface Use {
  readonly button: string;
  readonly working: string;
  /** Given its token, its passphrase and the work by which it can be followed. */
  readonly run: (
    file: string,
    passphrase: string,
    work: string,
  ) => Promise<Result<unknown, Failure>>;
  readonly onLeave: () => void;
}

/** Asks for a backup, then for its passphrase, and does something with it. */
export function BackupForm(props: {
  /** The backup that the system handed over; `null` where a person is to choose one. */
  readonly given: FileReference | null;
  readonly use: Use;
}) {
  const { t, size } = useText();
  const [file, setFile] = useState<FileReference | null>(props.given);
  const choose = useAction(async (chosen: Promise<Result<readonly FileReference[], Failure>>) => {
    const files = await chosen;
    if (files.ok && files.value[0] !== undefined) setFile(files.value[0]);
    return files;
  });
  // The size of one that was handed over is not told.
  const shown = (chosen: FileReference) =>
    chosen.size === 0 ? chosen.name : `${chosen.name} · ${size(chosen.size)}`;
  return (
    <>
      <Section title={t('common.backup.file')}>
        <FileWell
          button={t('common.backup.choose')}
          hint={file === null ? t('common.backup.drop') : shown(file)}
          busy={choose.busy}
          onPick={() => choose.run(pickFiles('backup'))}
          onDrop={(files) => choose.run(takeFiles(files.slice(0, 1)))}
        />
        {choose.failure !== null && <FailureNotice failure={choose.failure} />}
      </Section>
      <Section title={t('common.backup.passphrase')}>
        <Opening file={file} use={props.use} />
      </Section>
    </>
  );
}

function Opening({ file, use }: { readonly file: FileReference | null; readonly use: Use }) {
  const { t } = useText();
  const [passphrase, setPassphrase] = useState('');
  const opening = useAction(use.run);
  const work = useWork(opening.busy);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && passphrase !== '') opening.run(file.token, passphrase, work.id);
      }}
    >
      <Field label={t('welcome.passphrase.label')} required hint={t('common.backup.which')}>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <WorkProgress work={work} label={use.working} />
      {opening.failure !== null && <FailureNotice failure={opening.failure} />}
      <div className={styles.buttons}>
        <Button
          type="primary"
          htmlType="submit"
          disabled={file === null || passphrase === ''}
          loading={opening.busy}
        >
          {use.button}
        </Button>
        <Button disabled={opening.busy} onClick={use.onLeave}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
