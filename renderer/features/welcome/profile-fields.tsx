import { Input, Select } from 'antd';
import { useText } from '../../text.ts';
import { Field, type FieldControl } from '../../ui/field.tsx';
import type { TypedProfile } from './typed-profile.ts';
import styles from './welcome.module.css';

/** Who somebody is, as the center and the declaration of conflicts need it. */
export function ProfileFields(props: {
  readonly typed: TypedProfile;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (typed: TypedProfile) => void;
}) {
  const { t } = useText();
  const { typed, wrong } = props;
  const line = (name: 'name' | 'nameEn' | 'organisation' | 'title' | 'email', needed: boolean) => (
    <Field
      label={t(`welcome.profile.${name}`)}
      required={needed}
      {...(needed ? {} : { optionalWord: t('common.optional') })}
      hint={name === 'email' ? t('welcome.profile.emailHint') : undefined}
      error={wrong.has(name) ? t(`welcome.profile.wrong.${name}`) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          maxLength={200}
          value={typed[name]}
          onChange={(event) => props.onChange({ ...typed, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const list = (name: 'fields' | 'affiliations') => (
    <Field
      label={t(`welcome.profile.${name}`)}
      optionalWord={t('common.optional')}
      hint={t(`welcome.profile.${name}Hint`)}
      error={wrong.has(name) ? t(`welcome.profile.wrong.${name}`) : undefined}
    >
      {(control) => (
        <NameList
          control={control}
          value={typed[name]}
          onChange={(value) => props.onChange({ ...typed, [name]: value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className={styles.pair}>
        {line('name', true)}
        {line('nameEn', false)}
        {line('organisation', true)}
        {line('title', false)}
      </div>
      {line('email', true)}
      {list('affiliations')}
      {list('fields')}
    </>
  );
}

function NameList(props: {
  readonly control: FieldControl;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const { control } = props;
  return (
    <Select
      id={control.id}
      aria-describedby={control['aria-describedby']}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，', ';', '；', '、']}
      value={[...props.value]}
      onChange={props.onChange}
      style={{ width: '100%' }}
    />
  );
}
