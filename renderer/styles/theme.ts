import { type ThemeConfig, theme } from 'antd';
import type { Palette } from './palette.ts';

const family = "'Noto Sans SC Variable', 'Noto Sans SC', sans-serif";

/** antd in the app's own clothes: the one place where its look is decided. */
export function antdTheme(
  palette: Palette,
  scheme: 'light' | 'dark',
  fontSize: 'normal' | 'large',
): ThemeConfig {
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...colours(palette),
      ...shape,
      fontFamily: family,
      fontSize: fontSize === 'large' ? 16 : 14,
    },
    components: {
      Button: {
        colorPrimary: palette.accentFill,
        colorPrimaryHover: palette.accentFill,
        colorPrimaryActive: palette.accentFill,
        primaryColor: palette.onFill,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        paddingInline: 16,
      },
      Checkbox: { colorPrimary: palette.accentFill, colorPrimaryHover: palette.accentFill },
      Segmented: {
        trackBg: palette.page,
        itemColor: palette.soft,
        itemSelectedBg: palette.accentFill,
        itemSelectedColor: palette.onFill,
        trackPadding: 1,
      },
      Select: { optionSelectedBg: palette.accentSoft, optionSelectedFontWeight: 500 },
      Slider: {
        railBg: palette.line,
        railHoverBg: palette.line,
        trackBg: palette.accentFill,
        trackHoverBg: palette.accentFill,
        handleColor: palette.accent,
        handleActiveColor: palette.accent,
        handleActiveOutlineColor: 'transparent',
        colorPrimaryBorderHover: palette.accent,
      },
      Table: {
        headerBg: 'transparent',
        headerColor: palette.soft,
        headerSplitColor: 'transparent',
        rowHoverBg: palette.accentSoft,
        cellPaddingBlockSM: 6,
      },
      Tooltip: { colorBgSpotlight: palette.ink, colorTextLightSolid: palette.page },
    },
  };
}

function colours(palette: Palette): ThemeConfig['token'] {
  return {
    colorPrimary: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: palette.accent,
    colorLinkActive: palette.accent,
    colorInfo: palette.accent,
    colorSuccess: palette.accent,
    colorWarning: palette.caution,
    colorError: palette.error,
    colorText: palette.ink,
    colorTextSecondary: palette.soft,
    colorTextTertiary: palette.faint,
    colorTextQuaternary: palette.faint,
    colorTextPlaceholder: palette.faint,
    colorTextDescription: palette.soft,
    colorBgLayout: palette.page,
    colorBgContainer: palette.raised,
    colorBgElevated: palette.raised,
    controlOutline: palette.accent,
    colorErrorOutline: palette.error,
    colorBorder: palette.edge,
    colorBorderSecondary: palette.line,
    colorSplit: palette.line,
    controlItemBgActive: palette.accentSoft,
    controlItemBgHover: palette.accentSoft,
  };
}

const floating = '0 4px 16px rgb(0 0 0 / 18%)';
const shape: ThemeConfig['token'] = {
  // Nothing that moves says more than what stands; and a mark that is taken away while it appears stays for ever.
  motion: false,
  borderRadius: 3,
  borderRadiusLG: 4,
  borderRadiusSM: 2,
  borderRadiusXS: 2,
  boxShadow: floating,
  boxShadowSecondary: floating,
  boxShadowTertiary: 'none',
  controlOutlineWidth: 1,
  lineWidthFocus: 2,
  fontWeightStrong: 600,
};
