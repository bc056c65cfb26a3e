import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useText } from '../../text.ts';
import { giveBack, showPicture, usePicturePlace } from './page-picture.ts';
import styles from './paged.module.css';
import type { PagedFile } from './paged-file.ts';

const width = 96;
/** Around a picture: its number and the space to the next one, in CSS pixels. */
const around = 40;
/** What is only scrolled past is not drawn. */
const pauseMs = 80;

/** Small pictures of all pages, of which only those near the screen exist. */
export function Thumbnails(props: {
  readonly file: PagedFile;
  readonly page: number;
  readonly onGo: (page: number) => void;
}) {
  const { file, page, onGo } = props;
  const list = useRef<HTMLOListElement>(null);
  const height = Math.min((width * file.first.height) / file.first.width, 2 * width);
  const virtualizer = useVirtualizer({
    count: file.pages,
    getScrollElement: () => list.current,
    estimateSize: () => height + around,
    overscan: 2,
  });
  useEffect(() => virtualizer.scrollToIndex(page - 1, { align: 'auto' }), [virtualizer, page]);
  return (
    <ol ref={list} className={styles.thumbnails}>
      <li aria-hidden="true" style={{ height: virtualizer.getTotalSize() }} />
      {virtualizer.getVirtualItems().map(({ index, start }) => (
        <li
          key={index}
          ref={virtualizer.measureElement}
          data-index={index}
          className={styles.placed}
          style={{ transform: `translateY(${start}px)` }}
        >
          <Thumbnail
            file={file}
            number={index + 1}
            height={height}
            current={page === index + 1}
            onGo={onGo}
          />
        </li>
      ))}
    </ol>
  );
}

function Thumbnail(props: {
  readonly file: PagedFile;
  readonly number: number;
  /** Until it is drawn. */
  readonly height: number;
  readonly current: boolean;
  readonly onGo: (page: number) => void;
}) {
  const { t } = useText();
  const { file, number } = props;
  const picture = usePicturePlace<HTMLSpanElement>();
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      file.thumbnail(number, width).then(
        (canvas) => {
          if (wanted && picture.current !== null) showPicture(picture.current, canvas);
          else giveBack(canvas);
        },
        () => undefined,
      );
    }, pauseMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [picture, file, number]);
  return (
    <button
      type="button"
      className={styles.thumbnail}
      aria-label={t('viewer.page', { page: number })}
      aria-current={props.current ? 'page' : undefined}
      onClick={() => props.onGo(number)}
    >
      <span ref={picture} className={styles.miniature} style={{ width, minHeight: props.height }} />
      {number}
    </button>
  );
}
