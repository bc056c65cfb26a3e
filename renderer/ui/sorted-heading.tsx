import styles from './sorted-heading.module.css';

/** The heading of a column that can be ordered; it says in which direction it is. */
export function SortedHeading(props: {
  readonly label: string;
  readonly direction: 'ascending' | 'descending' | 'none';
  readonly className?: string | undefined;
  readonly onSort: () => void;
}) {
  const arrow = { ascending: '↑', descending: '↓', none: '' }[props.direction];
  return (
    <th scope="col" className={props.className} aria-sort={props.direction}>
      <button type="button" className={styles.sort} onClick={props.onSort}>
        {props.label}
        <span className={styles.arrow} aria-hidden="true">
          {arrow}
        </span>
      </button>
    </th>
  );
}
