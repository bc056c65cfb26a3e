import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { LoadingState } from '../../ui/state-view.tsx';
import { reasonOf, ViewerError, type ViewerProps } from '../evidence.ts';
import { MarkLayer } from '../mark-layer.tsx';
import { BoxFrame } from '../paged/page-sheet.tsx';
import paged from '../paged/paged.module.css';
import { BoxHint } from '../paged/paged-reader.tsx';
import { type Turns, turnedOn } from '../paged/turning.ts';
import { useBox } from '../paged/use-box.ts';
import { readWhole, within } from '../read-bytes.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { type Size, useSize } from '../use-size.ts';
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
  readonly url: string;
  readonly size: Size;
  /** Whether the file is as its format ends and checks itself. */
  readonly whole: boolean;
}

/** A picture: fitted to the width, zoomed, turned. */
export function ImageViewer(props: ViewerProps) {
  const { t } = useText();
  const { source, refuse } = props;
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    let wanted = true;
    const loading = load(source);
    loading.then(
      (value) => wanted && setPicture(value),
      (error: unknown) => wanted && refuse(reasonOf(error)),
    );
    return () => {
      wanted = false;
      setPicture(null);
      loading.then(
        ({ url }) => URL.revokeObjectURL(url),
        () => undefined,
      );
    };
  }, [source, refuse]);
  if (picture === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return <Shown {...props} picture={picture} />;
}

async function load(source: ViewerProps['source']): Promise<Picture> {
  const bytes = await readWhole(source, mostBytes);
  const size = imageSize(bytes);
  if (size === null || size.width < 1 || size.height < 1) throw new ViewerError('damaged');
  if (size.width * size.height > mostPixels) throw new ViewerError('too-many-pixels');
  const url = URL.createObjectURL(new Blob([bytes], { type: source.mediaType }));
  const image = new Image();
  image.src = url;
  try {
    await within(decodeMs, image.decode());
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  return { url, size: { width, height }, whole: isWhole(bytes) };
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
  const { width, height } = picture.size;
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
            <img className={styles.picture} src={picture.url} alt={source.name} />
            <MarkLayer marks={props.marks} goal={props.goal} />
            {box.picked !== null && <BoxFrame box={box.picked.rectangle} />}
          </div>
        </div>
      </ScrollRegion>
    </>
  );
}
