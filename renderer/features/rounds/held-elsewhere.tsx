import { Button, Popconfirm } from 'antd';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';

/** A round that was left open on another computer: its person may go on here, after a question that names it. */
export function HeldElsewhere(props: { readonly host: string; readonly again: () => void }) {
  const { t } = useText();
  const { host, again } = props;
  const takeOver = useAction(async () => {
    const taken = await call('app.takeOver', { host });
    if (taken.ok) again();
    return taken;
  });
  return (
    <>
      <Popconfirm
        title={t('rounds.elsewhere.question', { host })}
        description={t('rounds.elsewhere.consequence')}
        okText={t('rounds.elsewhere.button')}
        cancelText={t('common.cancel')}
        onConfirm={() => takeOver.run()}
      >
        <Button loading={takeOver.busy}>{t('rounds.elsewhere.button')}</Button>
      </Popconfirm>
      {takeOver.failure !== null && <FailureNotice failure={takeOver.failure} />}
    </>
  );
}
