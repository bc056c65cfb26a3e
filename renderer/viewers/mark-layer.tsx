import type { Mark, Passage, Rectangle } from './evidence.ts';
import styles from './viewers.module.css';

/** Citations on a page: their passage tinted, a whole page by a line at its edge. Says nothing: the list of citations does. */
export function MarkLayer(props: {
  readonly marks: readonly Mark[];
  /** Where the reader was led; its mark stands out. */
  readonly goal?: Passage | null;
}) {
  const { goal = null } = props;
  return (
    <div className={styles.marks} aria-hidden="true">
      {props.marks.map(({ id, rectangle }) =>
        rectangle === undefined ? (
          <div key={id} data-mark={id} className={styles.pageMark} />
        ) : (
          <div
            key={id}
            data-mark={id}
            data-goal={isSame(rectangle, goal?.rectangle)}
            className={styles.mark}
            style={{
              left: `${rectangle.x * 100}%`,
              top: `${rectangle.y * 100}%`,
              width: `${rectangle.width * 100}%`,
              height: `${rectangle.height * 100}%`,
            }}
          />
        ),
      )}
    </div>
  );
}

function isSame(a: Rectangle, b: Rectangle | undefined): boolean {
  return (
    b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
  );
}
