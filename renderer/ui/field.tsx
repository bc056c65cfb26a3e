import { useId } from 'react';
import styles from './field.module.css';
import { Glyph } from './glyph.tsx';

/** What a control needs to be tied to its label, hint and error. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
}

/** A labelled control with a hint below and, when something is wrong, the reason in words. */
export function Field(props: {
  readonly label: string;
  readonly hint?: React.ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly optionalWord?: string;
  readonly children: (control: FieldControl) => React.ReactNode;
}) {
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {props.label}
        {props.optionalWord !== undefined && (
          <span className={styles.optional}>{props.optionalWord}</span>
        )}
      </label>
      {props.children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': Boolean(props.error),
        'aria-required': props.required === true,
      })}
      {props.hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {props.hint}
        </div>
      )}
      {props.error && (
        <div id={`${id}-error`} className={styles.error}>
          <Glyph shape="triangle" tone="error" /> {props.error}
        </div>
      )}
    </div>
  );
}
