import { Button } from 'antd';
import { call, saveFile } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import styles from './center.module.css';

const formats = ['xlsx', 'csv', 'json'] as const;

/** The list as a file, in the language of the screen: for reading, for other tables, for programs. */
export function ExportList(props: { readonly round: string; readonly decided: boolean }) {
  const { t, locale } = useText();
  const save = useAction(async (format: (typeof formats)[number]) => {
    const made = await call('center.export', { round: props.round, format, locale });
    return made.ok ? saveFile(made.value) : made;
  });
  return (
    <>
      <div className={styles.buttons}>
        <span>{t('center.export.title')}</span>
        {formats.map((format) => (
          <Button
            key={format}
            type={format === 'xlsx' && props.decided ? 'primary' : 'default'}
            disabled={save.busy}
            onClick={() => save.run(format)}
          >
            {t(`center.export.${format}`)}
          </Button>
        ))}
      </div>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
    </>
  );
}
