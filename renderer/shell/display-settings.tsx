import { Button, Popover } from 'antd';
import { DisplayChoices } from '../parts/display-choices.tsx';
import { useText } from '../text.ts';
import { Caret } from '../ui/caret.tsx';

/** Language, theme and text size, in reach of every screen. */
export function DisplaySettings() {
  const { t, locale } = useText();
  return (
    <Popover trigger="click" placement="bottomRight" content={<DisplayChoices />}>
      <Button size="small" type="text" aria-haspopup="dialog">
        {t(`common.display.${locale}`)} <Caret />
        <span className="visually-hidden">{t('common.display.title')}</span>
      </Button>
    </Popover>
  );
}
