import { useText } from '../../text.ts';
import type { Mark, Passage, Rectangle } from '../evidence.ts';
import { MarkLayer } from '../mark-layer.tsx';
import styles from './paged.module.css';
import type { Turns } from './turning.ts';

/** A sheet of paper in its place: the page, turned as the reader wants it, with its marks and the box drawn on it. */
export function PageSheet(props: {
  readonly number: number;
  readonly place: { readonly top: number; readonly width: number; readonly height: number };
  readonly scale: number;
  readonly turns: Turns;
  readonly marks: readonly Mark[];
  readonly goal: Passage | null;
  readonly box: Rectangle | null;
  readonly children: React.ReactNode;
}) {
  const { t } = useText();
  const { number, place, turns, box } = props;
  const aside = turns % 2 === 1;
  const [width, height] = aside ? [place.height, place.width] : [place.width, place.height];
  return (
    <section
      data-page={number}
      data-turns={turns}
      aria-label={t('viewer.page', { page: number })}
      className={styles.page}
      style={{ top: place.top, width: place.width, height: place.height }}
    >
      <div
        className={styles.turned}
        style={{
          width,
          height,
          transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
          ['--total-scale-factor' as string]: props.scale,
        }}
      >
        {props.children}
        <MarkLayer marks={props.marks} goal={props.goal} />
        {box !== null && <BoxFrame box={box} />}
      </div>
    </section>
  );
}

/** The box that is being drawn, or waits to be cited. */
export function BoxFrame({ box }: { readonly box: Rectangle }) {
  return (
    <div
      data-box
      className={styles.box}
      style={{
        left: `${box.x * 100}%`,
        top: `${box.y * 100}%`,
        width: `${box.width * 100}%`,
        height: `${box.height * 100}%`,
      }}
    />
  );
}
