import type { PDFPageProxy } from 'pdfjs-dist';
import { lendOwnFont } from '../own-font.ts';
import type { PageText } from './page-text.ts';

/**
 * Chinese PDFs often name fonts (SimSun, STSong) without holding them. The painter then asks for a family that
 * exists nowhere and takes whatever the system has; where it has no Chinese font, the text is invisible. The app's
 * own font takes the missing one's name then.
 */

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What of pdf.js's font objects is asked for. */
interface PaintedFont {
  readonly loadedName: string;
  readonly missingFile?: boolean;
}

/** Lends the app's font to the fonts of one document, until `clear` takes all of them back. */
export class StandInFonts {
  readonly #lent = new Map<string, readonly FontFace[]>();
  #isCleared = false;

  /** Provides what a drawn page lacked; `true` when it deserves to be drawn once more. */
  async provide(page: PDFPageProxy, text: PageText): Promise<boolean> {
    let provided = false;
    for (const [id, words] of wordsByFont(text)) {
      const name = missingFont(page, id);
      if (name === null) continue;
      // The document may have been left while a page of it was being drawn.
      if (this.#isCleared) return false;
      if (!this.#lent.has(name)) this.#lent.set(name, lendOwnFont(document, name));
      const font = `16px "${name}"`;
      if (document.fonts.check(font, words)) continue;
      await document.fonts.load(font, words);
      provided = true;
    }
    return provided;
  }

  clear(): void {
    this.#isCleared = true;
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

/** The family that the painter asks for in vain; `null` for a font that the file holds. */
function missingFont({ commonObjs }: PDFPageProxy, id: string): string | null {
  if (!commonObjs.has(id)) return null;
  const { missingFile, loadedName } = commonObjs.get(id) as PaintedFont;
  return missingFile === true && /^[\p{L}\p{N} ._+-]{1,100}$/u.test(loadedName) ? loadedName : null;
}
