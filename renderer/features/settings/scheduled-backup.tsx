import { Button, Segmented } from 'antd';
import type { BackupState } from '../../../shared/backup-methods.ts';
import { ok } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useSession } from '../../store/session.ts';
import { useAction, useRead } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import styles from './scheduled-backup.module.css';

/** Every so many hours; 0: when the app closes. */
const offered = [0, 1, 4, 24];

/** A backup that is made by itself into a folder that is there, and how the last one went. */
export function ScheduledBackup() {
  const { t } = useText();
  const { info } = useSession();
  const state = useRead('backup.read', {});
  if (state.kind !== 'ready') return null;
  return (
    <div className={styles.schedule}>
      <h3>{t('settings.schedule.title')}</h3>
      <p className={styles.lead}>{t('settings.schedule.lead')}</p>
      <Schedule state={state.value} dialogs={info.dialogs} again={state.again} />
    </div>
  );
}

function Schedule(props: {
  readonly state: BackupState;
  readonly dialogs: boolean;
  readonly again: () => void;
}) {
  const { t } = useText();
  const { state, dialogs, again } = props;
  const stop = useAction(async () => {
    const stopped = await call('backup.schedule', { folder: null });
    again();
    return stopped;
  });
  const run = useAction(async () => {
    const made = await call('backup.run', {});
    again();
    return made;
  });
  const refused = stop.failure ?? run.failure ?? state.problem;
  const isOn = state.folder !== null;
  return (
    <>
      {isOn && <Facts state={state} again={again} />}
      <div className={styles.buttons}>
        {dialogs && <ChooseFolder isOn={isOn} again={again} />}
        {!dialogs && !isOn && <ChooseDrive again={again} />}
        {isOn && (
          <>
            <Button loading={run.busy} onClick={() => run.run()}>
              {t('settings.schedule.now')}
            </Button>
            <Button type="text" loading={stop.busy} onClick={() => stop.run()}>
              {t('settings.schedule.off')}
            </Button>
          </>
        )}
      </div>
      {refused !== null && <FailureNotice failure={refused} />}
    </>
  );
}

/** From now on into this folder, the first time at once. */
async function startIn(folder: string) {
  const chosen = await call('backup.schedule', { folder });
  if (chosen.ok) await call('backup.run', {});
  return chosen;
}

/** By the dialog of the system. */
function ChooseFolder({ isOn, again }: { readonly isOn: boolean; readonly again: () => void }) {
  const { t } = useText();
  const choose = useAction(async () => {
    const picked = await call('files.pick', { purpose: 'backup-folder' });
    if (!picked.ok) return picked;
    const folder = picked.value[0]?.token;
    if (folder === undefined) return ok();
    const chosen = await startIn(folder);
    again();
    return chosen;
  });
  return (
    <>
      <Button loading={choose.busy} onClick={() => choose.run()}>
        {t(isOn ? 'settings.schedule.change' : 'settings.schedule.choose')}
      </Button>
      {choose.failure !== null && <FailureNotice failure={choose.failure} />}
    </>
  );
}

/** A browser shows no folders of the machine: of the drives that are plugged in. */
function ChooseDrive({ again }: { readonly again: () => void }) {
  const { t } = useText();
  const places = useRead('backup.places', {});
  const choose = useAction(async (token: string) => {
    const chosen = await startIn(token);
    again();
    return chosen;
  });
  if (places.kind !== 'ready') return null;
  return (
    <>
      {places.value.length === 0 && <span>{t('settings.schedule.noDrive')}</span>}
      {places.value.map(({ folder, token }) => (
        <Button key={token} loading={choose.busy} onClick={() => choose.run(token)}>
          {t('settings.schedule.drive', { folder })}
        </Button>
      ))}
      <Button type="text" onClick={places.again}>
        {t('settings.schedule.look')}
      </Button>
      {choose.failure !== null && <FailureNotice failure={choose.failure} />}
    </>
  );
}

function Facts(props: { readonly state: BackupState; readonly again: () => void }) {
  const { t, dateTime } = useText();
  const { folder, hours, last } = props.state;
  const often = useAction(async (value: number) => {
    const changed = await call('backup.schedule', { hours: value });
    props.again();
    return changed;
  });
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('settings.schedule.folder')}</dt>
        <dd>{folder}</dd>
        <dt>{t('settings.schedule.last')}</dt>
        <dd>
          {last === null ? (
            t('settings.schedule.never')
          ) : (
            <>
              {dateTime(last.at)}
              <br />
              {last.name}
            </>
          )}
        </dd>
      </dl>
      <Segmented<number>
        aria-label={t('settings.schedule.often')}
        value={hours}
        options={offered.map((value) => ({
          value,
          label:
            value === 0
              ? t('settings.schedule.closing')
              : t('settings.schedule.hours', { count: value }),
        }))}
        onChange={(value) => often.run(value)}
      />
      {often.failure !== null && <FailureNotice failure={often.failure} />}
    </>
  );
}
