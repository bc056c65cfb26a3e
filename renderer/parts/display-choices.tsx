import { Segmented } from 'antd';
import type { Settings } from '../../shared/exchange.ts';
import { changeSettings, useSession } from '../store/session.ts';
import { useText } from '../text.ts';
import styles from './display-choices.module.css';

/** Language, theme and text size, each in force as soon as it is chosen. */
export function DisplayChoices() {
  const { t } = useText();
  const { settings } = useSession();
  return (
    <div className={styles.choices}>
      <Choice
        label={t('common.display.language')}
        value={settings.locale}
        options={{ 'zh-CN': t('common.display.zh-CN'), en: t('common.display.en') }}
        onChange={(locale) => change({ locale })}
      />
      <Choice
        label={t('common.display.theme')}
        value={settings.theme}
        options={{
          light: t('common.display.light'),
          dark: t('common.display.dark'),
          system: t('common.display.system'),
        }}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={t('common.display.size')}
        value={settings.fontSize}
        options={{ normal: t('common.display.normal'), large: t('common.display.large') }}
        onChange={(fontSize) => change({ fontSize })}
      />
    </div>
  );
}

function Choice<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly options: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}) {
  const options = Object.entries<string>(props.options).map(([value, label]) => ({
    value: value as V,
    label,
  }));
  return (
    <>
      <span>{props.label}</span>
      <Segmented<V>
        aria-label={props.label}
        value={props.value}
        options={options}
        onChange={props.onChange}
      />
    </>
  );
}

function change(settings: Partial<Settings>): void {
  void changeSettings(settings);
}
