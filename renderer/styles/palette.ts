/** The colours of paper, ink and seal. Names say what a colour is for; every text colour reads at 4.5 : 1 on each paper. */
export interface Palette {
  /** Three steps of paper: the page, a panel on it, what is raised to be written on. */
  readonly page: string;
  readonly panel: string;
  readonly raised: string;
  /** Hairlines; `edge` is the outline of a control and stands out at 3 : 1. */
  readonly line: string;
  readonly edge: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  /** Focus, selection, progress, links; `accentFill` carries `onFill` text. */
  readonly accent: string;
  readonly accentFill: string;
  readonly accentSoft: string;
  readonly onFill: string;
  /** Cinnabar: only where somebody puts a name to something. */
  readonly seal: string;
  readonly sealText: string;
  readonly onSeal: string;
  readonly error: string;
  readonly errorSoft: string;
  readonly caution: string;
  readonly cautionSoft: string;
  readonly puzzled: string;
}

export const light: Palette = {
  page: '#f3efe6',
  panel: '#f9f6ef',
  raised: '#fffdf9',
  line: '#ddd5c5',
  edge: '#8d8371',
  ink: '#211c15',
  soft: '#564e42',
  faint: '#6b6253',
  accent: '#0d585c',
  accentFill: '#0d585c',
  accentSoft: '#dfeae5',
  onFill: '#ffffff',
  seal: '#a3222c',
  sealText: '#98202a',
  onSeal: '#fdf9f1',
  error: '#a83e06',
  errorSoft: '#f8e5d6',
  caution: '#785200',
  cautionSoft: '#f5ebcf',
  puzzled: '#524c88',
};

export const dark: Palette = {
  page: '#121417',
  panel: '#181b1f',
  raised: '#1f2328',
  line: '#30353c',
  edge: '#767e89',
  ink: '#ebe6db',
  soft: '#b8b1a4',
  faint: '#9f988b',
  accent: '#6cc0ba',
  accentFill: '#1b7673',
  accentSoft: '#1b3335',
  onFill: '#ffffff',
  seal: '#bd4038',
  sealText: '#ee8277',
  onSeal: '#fff8ef',
  error: '#f0975a',
  errorSoft: '#3a281b',
  caution: '#dcb15c',
  cautionSoft: '#352c18',
  puzzled: '#aca6e3',
};

/** Puts the palette before the style sheets as custom properties: `accentSoft` becomes `--accent-soft`. */
export function applyPalette(palette: Palette, scheme: 'light' | 'dark'): void {
  const { style } = document.documentElement;
  for (const [name, colour] of Object.entries(palette)) {
    const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    style.setProperty(`--${property}`, colour);
  }
  style.colorScheme = scheme;
}
