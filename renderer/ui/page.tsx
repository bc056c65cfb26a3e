import { useArrivalFocus } from './arrival-focus.ts';
import styles from './page.module.css';

/**
 * A screen that is read from top to bottom: title, one lead sentence, actions at the right, then the content.
 * `measure`: `reading` for forms and prose, `table` for lists. The title takes the focus when the screen opens, so a
 * screen reader says where one is.
 */
export function Page(props: {
  readonly title: string;
  readonly lead?: React.ReactNode;
  readonly actions?: React.ReactNode;
  readonly measure?: 'reading' | 'table';
  readonly children: React.ReactNode;
}) {
  const heading = useArrivalFocus<HTMLHeadingElement>();
  return (
    <div className={styles.scroll} data-scroll>
      <div className={`${styles.page} ${styles[props.measure ?? 'reading']}`}>
        <div className={styles.head}>
          <div className={styles.words}>
            <h1 ref={heading} tabIndex={-1} className={styles.title}>
              {props.title}
            </h1>
            {props.lead !== undefined && <p className={styles.lead}>{props.lead}</p>}
          </div>
          {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
        </div>
        {props.children}
      </div>
    </div>
  );
}

/** A part of a page under its own heading, divided from the one before by a hairline. */
export function Section(props: {
  readonly title: string;
  readonly note?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{props.title}</h2>
        {props.note !== undefined && <span className={styles.note}>{props.note}</span>}
      </div>
      {props.children}
    </section>
  );
}
