import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import type { ViewerProps } from '../evidence.ts';
import { PagedReader } from '../paged/paged-reader.tsx';
import { useOpened } from '../use-opened.ts';
import { openOfd } from './ofd-file.ts';
import { OfdPage } from './ofd-page.tsx';

/** An OFD (GB/T 33190) in continuous pages. Seals are shown as pictures; that no signature is verified is said. */
export function OfdViewer(props: ViewerProps) {
  const { t } = useText();
  const file = useOpened(props, openOfd);
  if (file === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return (
    <PagedReader
      {...props}
      file={file}
      note={file.signatures > 0 ? t('viewer.ofdSignatures', { count: file.signatures }) : null}
      content={(slot) => <OfdPage file={file} {...slot} />}
    />
  );
}
