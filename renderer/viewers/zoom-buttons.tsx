import { useText } from '../text.ts';
import { zoomStep } from './paged/page-layout.ts';
import { BarButton } from './viewer-bar.tsx';
import styles from './viewers.module.css';

/** Smaller, the present zoom, larger, and fitting the width. */
export function ZoomButtons(props: {
  readonly zoom: number;
  readonly fits: boolean;
  readonly onZoom: (zoom: number | 'fit') => void;
}) {
  const { t } = useText();
  const { zoom, onZoom } = props;
  return (
    <span className={styles.group}>
      <BarButton
        icon="smaller"
        label={t('viewer.zoomOut')}
        onClick={() => onZoom(zoomStep(zoom, -1))}
      />
      <span className={styles.zoom}>{Math.round(zoom * 100)}%</span>
      <BarButton
        icon="larger"
        label={t('viewer.zoomIn')}
        onClick={() => onZoom(zoomStep(zoom, 1))}
      />
      <BarButton
        icon="fit"
        label={t('viewer.fitWidth')}
        pressed={props.fits}
        onClick={() => onZoom('fit')}
      />
    </span>
  );
}
