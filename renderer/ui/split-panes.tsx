import {
  Fragment,
  type KeyboardEvent,
  type PointerEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { moveDivider, type PaneLimits, restore, store, toggle } from './pane-sizes.ts';
import styles from './split-panes.module.css';

export interface Pane extends PaneLimits {
  readonly id: string;
  /** Says in words what the divider after this pane resizes. */
  readonly dividerLabel?: string;
  readonly content: React.ReactNode;
}

const step = 24;

/**
 * Panes side by side that fill their place and never scroll as a whole. Dividers move by mouse and by arrow keys;
 * Enter or a double click collapses the pane before the divider, or the last one when it is the only collapsible one.
 * Sizes are remembered under `name`, in this browser only.
 */
export function SplitPanes(props: { readonly name: string; readonly panes: readonly Pane[] }) {
  const { name, panes } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [shares, setShares] = useState<readonly number[]>(() => restore(name, panes));
  const place = useWidth(frame);
  const current = shares.length === panes.length ? shares : panes.map((pane) => pane.share);

  const change = (next: readonly number[]) => {
    setShares(next);
    store(name, next);
  };
  const move = (index: number, pixels: number) =>
    change(moveDivider(current, panes, index, pixels, place.current));
  return (
    <div ref={frame} className={styles.frame}>
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          <div
            className={styles.pane}
            style={{
              flexGrow: current[index],
              visibility: current[index] === 0 ? 'hidden' : 'visible',
            }}
          >
            {pane.content}
          </div>
          {index < panes.length - 1 && (
            <Divider
              label={pane.dividerLabel ?? ''}
              share={current[index]!}
              onMove={(pixels) => move(index, pixels)}
              onToggle={() => change(toggle(current, panes, index))}
            />
          )}
        </Fragment>
      ))}
    </div>
  );
}

function useWidth(frame: React.RefObject<HTMLDivElement | null>): React.RefObject<number> {
  const width = useRef(0);
  useLayoutEffect(() => {
    const element = frame.current!;
    const observer = new ResizeObserver(() => {
      width.current = element.clientWidth;
    });
    width.current = element.clientWidth;
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

function Divider(props: {
  readonly label: string;
  readonly share: number;
  readonly onMove: (pixels: number) => void;
  readonly onToggle: () => void;
}) {
  const from = useRef<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const pixels = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (pixels !== undefined) props.onMove(pixels);
    else if (event.key === 'Enter') props.onToggle();
    else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from.current === null) return;
    props.onMove(event.clientX - from.current);
    from.current = event.clientX;
  };
  return (
    <hr
      className={styles.divider}
      aria-orientation="vertical"
      aria-label={props.label}
      title={props.label}
      aria-valuenow={Math.round(props.share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={props.onToggle}
      onPointerDown={(event) => {
        from.current = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = null;
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
    />
  );
}
