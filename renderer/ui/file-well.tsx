import { Button } from 'antd';
import { type DragEvent, useState } from 'react';
import styles from './file-well.module.css';

/** A place that takes files: by a button always, by dropping them where the page may read them. */
export function FileWell(props: {
  readonly button: string;
  readonly hint: string;
  readonly busy?: boolean;
  readonly onPick: () => void;
  /** Left out where dropped files cannot be read. */
  readonly onDrop?: ((files: readonly File[]) => void) | undefined;
}) {
  const [over, setOver] = useState(false);
  const { onDrop } = props;
  const dropping =
    onDrop === undefined
      ? {}
      : {
          onDragOver: (event: DragEvent) => {
            event.preventDefault();
            setOver(true);
          },
          onDragLeave: () => setOver(false),
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            setOver(false);
            onDrop([...event.dataTransfer.files]);
          },
        };
  return (
    <section className={over ? `${styles.well} ${styles.over}` : styles.well} {...dropping}>
      <Button type="primary" loading={props.busy ?? false} onClick={props.onPick}>
        {props.button}
      </Button>
      <span className={styles.hint}>{props.hint}</span>
    </section>
  );
}
