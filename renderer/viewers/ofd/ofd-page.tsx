import { useEffect, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { ownFamily } from '../own-font.ts';
import drawnPage from '../paged/drawn-page.module.css';
import { giveBack, showPicture, usePicturePlace } from '../paged/page-picture.ts';
import type { PageSlot } from '../paged/paged-file.ts';
import { laySelectionFloor } from '../paged/selection-floor.ts';
import type { TextPiece } from './drawing.ts';
import { pointsPerMillimetre } from './geometry.ts';
import styles from './ofd.module.css';
import type { OfdFile } from './ofd-file.ts';
import { paintPage } from './paint-page.ts';

/** While somebody turns the wheel over the zoom, painting waits for this pause. */
const settleMs = 120;

type State = 'whole' | 'incomplete' | 'failed';

/** One page: its picture, and its text to be selected. Painted when it comes near the screen. */
export function OfdPage(props: PageSlot & { readonly file: OfdFile }) {
  const { t } = useText();
  const { file, number, scale, onSize } = props;
  const [state, setState] = useState<State>('whole');
  const picture = usePicture(file, number, scale, setState);
  const text = useTextLayer(file, number);
  useEffect(() => onSize(number, file.sizeOf(number)), [file, number, onSize]);
  return (
    <>
      <div ref={picture} className={drawnPage.picture} />
      <div ref={text} className={styles.text} />
      {state === 'incomplete' && <p className={styles.incomplete}>{t('viewer.pageIncomplete')}</p>}
      {state === 'failed' && (
        <p className={drawnPage.failed}>{t('viewer.pageFailed', { page: number })}</p>
      )}
    </>
  );
}

/** Keeps the last picture, stretched, until the one in the right size is there. */
function usePicture(
  file: OfdFile,
  number: number,
  scale: number,
  setState: (state: State) => void,
) {
  const host = usePicturePlace<HTMLDivElement>();
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let wanted = true;
    const show = async () => {
      const page = await file.page(number);
      if (!wanted) return;
      const canvas = document.createElement('canvas');
      await paintPage(canvas, page, scale);
      if (!wanted) return giveBack(canvas);
      showPicture(element, canvas);
      const lacks = page.incomplete || page.decoded.includes(null);
      setState(lacks ? 'incomplete' : 'whole');
    };
    const wait = element.hasChildNodes() ? settleMs : 0;
    const timer = setTimeout(() => void show().catch(() => wanted && setState('failed')), wait);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [host, file, number, scale, setState]);
  return host;
}

function useTextLayer(file: OfdFile, number: number) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = host.current;
    if (container === null) return;
    let hide = () => {};
    let takeFloor = () => {};
    let wanted = true;
    const write = async () => {
      const text = await file.texts.of(number);
      if (!wanted) return;
      const elements = text.items.map(pieceElement);
      container.replaceChildren(
        ...elements.flatMap((each) => [each, document.createElement('br')]),
      );
      takeFloor = laySelectionFloor(container, styles.floor ?? '');
      hide = file.painter.show(number, { text, elements });
    };
    write().catch(() => undefined);
    return () => {
      wanted = false;
      takeFloor();
      hide();
    };
  }, [file, number]);
  return host;
}

const ruler = document.createElement('canvas').getContext('2d');

/** An invisible piece of text as wide as what is painted below it. */
function pieceElement({ str, x, y, size, width, angle }: TextPiece): HTMLSpanElement {
  const element = document.createElement('span');
  element.textContent = str;
  if (ruler !== null) ruler.font = `100px "${ownFamily}", sans-serif`;
  const natural = (ruler?.measureText(str).width ?? 0) * (size / 100);
  const stretch = natural === 0 ? 1 : width / natural;
  const points = (millimetres: number) =>
    `calc(var(--total-scale-factor) * ${(millimetres * pointsPerMillimetre).toFixed(3)}px)`;
  const { style } = element;
  style.left = points(x);
  style.top = points(y);
  style.fontSize = points(size);
  style.transform = `rotate(${angle.toFixed(2)}deg) translateY(-0.88em) scaleX(${stretch.toFixed(4)})`;
  return element;
}
