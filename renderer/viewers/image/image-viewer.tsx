import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { LoadingState } from '../../ui/state-view.tsx';
import { type EvidenceSource, ViewerError, type ViewerProps } from '../evidence.ts';
import { MarkLayer } from '../mark-layer.tsx';
import drawnPage from '../paged/drawn-page.module.css';
import { drawn, showPicture, usePicturePlace } from '../paged/page-picture.ts';
import { BoxFrame } from '../paged/page-sheet.tsx';
import paged from '../paged/paged.module.css';
import { BoxHint } from '../paged/paged-reader.tsx';
import { type Turns, turnedOn } from '../paged/turning.ts';
import { useBox } from '../paged/use-box.ts';
import { readWhole, within } from '../read-bytes.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useOpened } from '../use-opened.ts';
import { useSize } from '../use-size.ts';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { ZoomButtons } from '../zoom-buttons.tsx';
import styles from './image.module.css';
import { imageSize } from './image-size.ts';
import { isWhole } from './image-wholeness.ts';

const mostBytes = 200_000_000;
/** What a laptop decodes (4 bytes a pixel) without starving everything else. */
const mostPixels = 100_000_000;
const decodeMs = 30_000;
const margin = 24;

interface Picture {
  readonly bitmap: ImageBitmap;
  /** Whether the file is as its format ends and checks itself. */
  readonly whole: boolean;
  readonly close: () => void;
}

/** A picture: fitted to the width, zoomed, turned. */
export function ImageViewer(props: ViewerProps) {
  const { t } = useText();
  const picture = useOpened(props, openPicture);
  if (picture === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return <Shown {...props} picture={picture} />;
}

async function openPicture(source: EvidenceSource): Promise<Picture> {
  const bytes = await readWhole(source, mostBytes);
  const size = imageSize(bytes);
  if (size === null || size.width < 1 || size.height < 1) throw new ViewerError('damaged');
  if (size.width * size.height > mostPixels) throw new ViewerError('too-many-pixels');
  const blob = new Blob([bytes], { type: source.mediaType });
  const bitmap = await within(
    decodeMs,
    createImageBitmap(blob).catch(() => whatIsThere(blob)),
  );
  return { bitmap, whole: isWhole(bytes), close: () => bitmap.close() };
}

/** As much of a damaged picture as the browser draws. Not for every picture: an element's pixels stay in a cache of the browser. */
async function whatIsThere(blob: Blob): Promise<ImageBitmap> {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.transferToImageBitmap();
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

function Shown(props: ViewerProps & { readonly picture: Picture }) {
  const { t } = useText();
  const { picture, source } = props;
  const frame = useRef<HTMLElement>(null);
  const place = useSize(frame);
  const [wanted, setZoom] = useState<number | 'fit'>('fit');
  const [turns, setTurns] = useState<Turns>(0);
  const box = useBox(frame, 1);
  useImperativeHandle(props.controls, () => ({
    passage: () => box.passage() ?? { page: 1 },
    search: () => {},
    release: box.release,
  }));
  useShortcuts([
    { keys: 'B', label: t('viewer.boxKey'), place: t('common.keys.evidence'), run: box.toggle },
  ]);
  const { width, height } = picture.bitmap;
  const across = turns % 2 === 0 ? { width, height } : { width: height, height: width };
  const fitting = Math.min(1, Math.max(0.05, (place.width - 2 * margin) / across.width));
  const zoom = wanted === 'fit' ? fitting : wanted;
  return (
    <>
      <ViewerBar>
        <ZoomButtons zoom={zoom} fits={wanted === 'fit'} onZoom={setZoom} />
        <BarButton
          icon="rotate"
          label={t('viewer.rotate')}
          onClick={() => setTurns(turnedOn(turns))}
        />
        <BarButton icon="box" label={t('viewer.box')} pressed={box.active} onClick={box.toggle} />
        <span className={styles.size}>{t('viewer.pixels', { width, height })}</span>
      </ViewerBar>
      {!picture.whole && <p className={paged.note}>{t('viewer.imageDamaged')}</p>}
      <BoxHint box={box} />
      <ScrollRegion
        frame={frame}
        className={box.active ? `${styles.frame} ${paged.boxing}` : styles.frame}
        label={t('viewer.document', { name: source.name })}
      >
        <div
          data-page={1}
          data-turns={turns}
          className={styles.sheet}
          style={{ width: across.width * zoom, height: across.height * zoom }}
        >
          <div
            className={paged.turned}
            style={{
              width: width * zoom,
              height: height * zoom,
              transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
            }}
          >
            <Pixels
              bitmap={picture.bitmap}
              label={source.name}
              width={width * zoom}
              height={height * zoom}
            />
            <MarkLayer marks={props.marks} goal={props.goal} />
            {box.picked !== null && <BoxFrame box={box.picked.rectangle} />}
          </div>
        </div>
      </ScrollRegion>
    </>
  );
}

function Pixels(props: {
  readonly bitmap: ImageBitmap;
  readonly label: string;
  readonly width: number;
  readonly height: number;
}) {
  const { bitmap, width, height } = props;
  const host = usePicturePlace<HTMLDivElement>();
  useEffect(() => {
    if (host.current !== null) showPicture(host.current, drawn(bitmap, width, height));
  }, [host, bitmap, width, height]);
  return <div ref={host} role="img" aria-label={props.label} className={drawnPage.picture} />;
}
