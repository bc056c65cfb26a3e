/** The app's own font, for documents that name fonts which they do not hold and the system does not have. */
export const ownFamily = 'Noto Sans SC Variable';

/**
 * The app's own font in a document (of the page or of a frame) under a family name, wherever the system has no font of
 * that name. A face is fetched only when a text needs it.
 */
export function lendOwnFont(borrower: Document, family: string): readonly FontFace[] {
  const { FontFace: Face } = (borrower.defaultView ?? window) as Window & typeof globalThis;
  const faces = ownFaces().map(({ style, parentStyleSheet }) => {
    const base = parentStyleSheet?.href ?? document.baseURI;
    const source = style
      .getPropertyValue('src')
      .replaceAll(/url\("([^"]+)"\)/g, (_, url: string) => `url("${new URL(url, base).href}")`);
    return new Face(family, `local("${family}"), ${source}`, {
      unicodeRange: style.getPropertyValue('unicode-range') || 'U+0-10FFFF',
      weight: style.getPropertyValue('font-weight') || 'normal',
    });
  });
  for (const face of faces) borrower.fonts.add(face);
  return faces;
}

function ownFaces(): readonly CSSFontFaceRule[] {
  return [...document.styleSheets]
    .filter((sheet) => sheet.href?.startsWith(location.origin) ?? true)
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => style.getPropertyValue('font-family').includes(ownFamily));
}
