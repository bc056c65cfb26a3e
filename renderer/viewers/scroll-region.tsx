import { type RefObject, useEffect } from 'react';

/** Where a document scrolls: named, and reachable by keyboard, as whatever scrolls must be (WCAG 2.1.1). */
export function ScrollRegion(props: {
  readonly frame: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly className: string | undefined;
  readonly onScroll?: () => void;
  readonly children: React.ReactNode;
}) {
  const { frame } = props;
  useEffect(() => {
    if (frame.current !== null) frame.current.tabIndex = 0;
  }, [frame]);
  return (
    <section
      ref={frame}
      className={props.className}
      aria-label={props.label}
      onScroll={props.onScroll}
    >
      {props.children}
    </section>
  );
}
