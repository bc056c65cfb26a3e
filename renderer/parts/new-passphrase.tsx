import { Checkbox, Input } from 'antd';
import { estimatePassphrase } from '../../shared/passphrase.ts';
import { useText } from '../text.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/state-view.tsx';
import type { ChosenPassphrase } from './chosen-passphrase.ts';
import styles from './new-passphrase.module.css';

/** A new passphrase, typed twice, judged while it is typed, with the plain truth about losing it. */
export function NewPassphrase(props: {
  /** What the first field is called, where it is not the first passphrase. */
  readonly label?: string;
  /** What its loss costs, where it is not a person's own. */
  readonly loss?: string;
  readonly chosen: ChosenPassphrase;
  readonly onChange: (chosen: ChosenPassphrase) => void;
  /** Says what is wrong only after somebody tried to go on. */
  readonly strict: boolean;
}) {
  const { t } = useText();
  const { chosen, onChange, strict } = props;
  const estimate = estimatePassphrase(chosen.passphrase);
  const typed = chosen.passphrase !== '';
  const differs = chosen.repeated !== '' && chosen.passphrase !== chosen.repeated;
  const problem = estimate.problem ?? 'too-short';
  return (
    <>
      <Field
        label={props.label ?? t('welcome.passphrase.label')}
        required
        hint={
          <>
            {typed && <Meter level={estimate.level} />}
            {typed && estimate.problem === null
              ? t(`welcome.passphrase.level.${estimate.level}`)
              : t('welcome.passphrase.hint')}
          </>
        }
        error={
          strict && estimate.problem !== null
            ? t(`welcome.passphrase.problem.${problem}`)
            : undefined
        }
      >
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            value={chosen.passphrase}
            onChange={(event) => onChange({ ...chosen, passphrase: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('welcome.passphrase.again')}
        required
        error={
          differs || (strict && chosen.repeated === '')
            ? t('welcome.passphrase.differs')
            : undefined
        }
      >
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            value={chosen.repeated}
            onChange={(event) => onChange({ ...chosen, repeated: event.target.value })}
          />
        )}
      </Field>
      <Notice kind="caution" title={t('welcome.passphrase.warning')}>
        <p>{props.loss ?? t('welcome.passphrase.warningDetail')}</p>
        <Checkbox
          checked={chosen.understood}
          onChange={(event) => onChange({ ...chosen, understood: event.target.checked })}
        >
          {t('welcome.passphrase.understood')}
        </Checkbox>
      </Notice>
    </>
  );
}

function Meter(props: { readonly level: 0 | 1 | 2 | 3 | 4 }) {
  const { level } = props;
  const colour = level < 2 ? styles.weak : styles.lit;
  const shown = Math.max(1, level);
  return (
    <div className={styles.meter} aria-hidden="true">
      {[1, 2, 3, 4].map((step) => (
        <span key={step} className={step <= shown ? colour : undefined} />
      ))}
    </div>
  );
}
