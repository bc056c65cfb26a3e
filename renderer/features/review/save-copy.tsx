import { Button, Popconfirm } from 'antd';
import { call, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** A copy of the document in clear, for another program. It is recorded, and said beforehand. */
export function SaveCopy(props: {
  readonly desk: Desk;
  readonly document: string | null;
  readonly onSaved: () => void;
  /** With words, where the document itself cannot be shown. */
  readonly words?: boolean;
}) {
  const { t } = useText();
  const { desk, document, words = false } = props;
  const copy = useAction(async (id: string) => {
    const where = { round: desk.round.id, application: desk.entry.id, document: id };
    const file = await call('documents.extract', where);
    if (!file.ok) return file;
    props.onSaved();
    return saveFile(file.value);
  });
  if (document === null || desk.frozen) return null;
  return (
    <>
      <Popconfirm
        title={t('review.copy.question')}
        description={<p className={styles.confirm}>{t('review.copy.consequence')}</p>}
        okText={t('review.copy.confirm')}
        cancelText={t('common.cancel')}
        placement="bottomRight"
        onConfirm={() => copy.run(document)}
      >
        <Button size="small" type={words ? 'default' : 'text'} loading={copy.busy}>
          {t('review.copy.button')}
        </Button>
      </Popconfirm>
      {copy.failure !== null && <FailureNotice failure={copy.failure} />}
    </>
  );
}
