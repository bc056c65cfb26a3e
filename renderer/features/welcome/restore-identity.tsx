import { Button, Input } from 'antd';
import { useState } from 'react';
import type { FileReference } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import type { Result } from '../../../shared/result.ts';
import { call, pickFiles, takeFiles } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { WorkProgress } from '../../parts/work-progress.tsx';
import { go } from '../../router.ts';
import { becomeIdentity } from '../../store/session.ts';
import { useAction } from '../../store/use-call.ts';
import { useWork } from '../../store/use-work.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { FileWell } from '../../ui/file-well.tsx';
import { Page, Section } from '../../ui/page.tsx';
import styles from './welcome.module.css';

/** Takes over a profile from another laptop: its file, then its passphrase. Opens it at once. */
export function RestoreIdentity(props: {
  /** The backup that the system handed over; `null` where a person is to choose one. */
  readonly given: FileReference | null;
  readonly onLeave: () => void;
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
    <Page title={t('welcome.restore.title')} lead={t('welcome.restore.lead')}>
      <Section title={t('welcome.restore.file')}>
        <FileWell
          button={t('welcome.restore.choose')}
          hint={file === null ? t('welcome.restore.drop') : shown(file)}
          busy={choose.busy}
          onPick={() => choose.run(pickFiles('backup'))}
          onDrop={(files) => choose.run(takeFiles(files.slice(0, 1)))}
        />
        {choose.failure !== null && <FailureNotice failure={choose.failure} />}
      </Section>
      <Section title={t('welcome.restore.passphrase')}>
        <Opening file={file} onLeave={props.onLeave} />
      </Section>
    </Page>
  );
}

function Opening(props: { readonly file: FileReference | null; readonly onLeave: () => void }) {
  const { t } = useText();
  const { file } = props;
  const [passphrase, setPassphrase] = useState('');
  const restore = useAction(async (token: string, id: string) => {
    const restored = await call('profile.restore', { file: token, passphrase, work: id });
    if (!restored.ok) return restored;
    const identity = await call('identity.unlock', { passphrase });
    becomeIdentity(identity.ok ? identity.value : restored.value);
    props.onLeave();
    go({ screen: 'rounds' });
    return identity;
  });
  const work = useWork(restore.busy);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && passphrase !== '') restore.run(file.token, work.id);
      }}
    >
      <Field label={t('welcome.passphrase.label')} required hint={t('welcome.restore.which')}>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <WorkProgress work={work} label={t('welcome.restore.working')} />
      {restore.failure !== null && <FailureNotice failure={restore.failure} />}
      <div className={styles.buttons}>
        <Button
          type="primary"
          htmlType="submit"
          disabled={file === null || passphrase === ''}
          loading={restore.busy}
        >
          {t('welcome.restore.button')}
        </Button>
        <Button disabled={restore.busy} onClick={props.onLeave}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
