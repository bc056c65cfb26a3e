import type { PDFPageProxy } from 'pdfjs-dist';
import { lendOwnFont } from '../own-font.ts';
import type { PageText } from './page-text.ts';

/**
 * Chinese PDFs often name fonts (SimSun, STSong) without holding them. The painter then asks for a family that
 * exists nowhere and takes whatever the system has; where it has no Chinese font, the text is invisible. The app's
 * own font takes the missing one's name instead.
 */

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What of pdf.js's font objects is asked for. */
interface PaintedFont {
  readonly loadedName: string;
  readonly missingFile?: boolean;
}

/** Lends the app's font to the fonts of one document, until `clear`. */
export class StandInFonts {
  readonly #lent = new Map<string, readonly FontFace[]>();

  /** Provides what a drawn page lacked; `true` when it has to be drawn again. */
  async provide(page: PDFPageProxy, text: PageText): Promise<boolean> {
    let provided = false;
    for (const [name, words] of wordsByFont(text)) {
      if (this.#lent.has(name) || !isMissing(page, name)) continue;
      this.#lent.set(name, lendOwnFont(document, name));
      provided = true;
      await document.fonts.load(`16px "${name}"`, words);
    }
    return provided;
  }

  clear(): void {
    for (const faces of this.#lent.values()) for (const face of faces) document.fonts.delete(face);
    this.#lent.clear();
  }
}

function wordsByFont({ items }: PageText): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const { fontName, str } of items) {
    if (eastAsian.test(str)) words.set(fontName, (words.get(fontName) ?? '') + str);
  }
  return words;
}

function isMissing({ commonObjs }: PDFPageProxy, name: string): boolean {
  if (!commonObjs.has(name)) return false;
  const font = commonObjs.get(name) as PaintedFont;
  return font.missingFile === true && font.loadedName === name;
}
