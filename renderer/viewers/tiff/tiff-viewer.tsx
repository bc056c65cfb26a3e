import { useEffect, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import type { ViewerProps } from '../evidence.ts';
import drawnPage from '../paged/drawn-page.module.css';
import { drawn, showPicture, usePicturePlace } from '../paged/page-picture.ts';
import type { PageSlot } from '../paged/paged-file.ts';
import { PagedReader } from '../paged/paged-reader.tsx';
import { useOpened } from '../use-opened.ts';
import { openTiff, type TiffFile } from './tiff-file.ts';

/** A TIFF: its pictures are its pages. */
export function TiffViewer(props: ViewerProps) {
  const { t } = useText();
  const file = useOpened(props, openTiff);
  if (file === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return (
    <PagedReader {...props} file={file} content={(slot) => <TiffPicture file={file} {...slot} />} />
  );
}

function TiffPicture(props: PageSlot & { readonly file: TiffFile }) {
  const { t } = useText();
  const { file, number, scale, onSize } = props;
  const [failed, setFailed] = useState(false);
  const host = usePicturePlace<HTMLDivElement>();
  const size = file.sizes[number - 1]!;
  useEffect(() => onSize(number, size), [number, size, onSize]);
  useEffect(() => {
    let wanted = true;
    file.picture(number).then(
      (picture) => {
        const element = host.current;
        if (!wanted || element === null) return;
        showPicture(element, drawn(picture, size.width * scale, size.height * scale));
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [host, file, number, size, scale]);
  return (
    <>
      <div ref={host} className={drawnPage.picture} />
      {failed && <p className={drawnPage.failed}>{t('viewer.pageFailed', { page: number })}</p>}
    </>
  );
}
