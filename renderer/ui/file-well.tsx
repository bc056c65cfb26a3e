import { Button } from 'antd';
import { type DragEvent, useState } from 'react';
import styles from './file-well.module.css';

/** A place that takes files: by a button, and by dropping them there. */
export function FileWell(props: {
  readonly button: string;
  readonly hint: string;
  readonly busy?: boolean;
  readonly onPick: () => void;
  readonly onDrop: (files: readonly File[]) => void;
}) {
  const [over, setOver] = useState(false);
  const dropping = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      props.onDrop([...event.dataTransfer.files]);
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
