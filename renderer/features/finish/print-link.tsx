import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';

/** To one's whole opinion on paper. */
export function PrintLink(props: { readonly round: string }) {
  const { t } = useText();
  return <a href={hashOf({ screen: 'print', round: props.round })}>{t('finish.print')}</a>;
}
