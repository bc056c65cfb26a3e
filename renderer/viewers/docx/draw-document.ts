import { parseAsync, renderDocument } from 'docx-preview';
import { lendOwnFont, ownFamily } from '../own-font.ts';
import { within } from '../read-bytes.ts';
import { nodeBuilder } from './safe-node.ts';

const drawMs = 45_000;

const options = {
  inWrapper: false,
  ignoreLastRenderedPageBreak: false,
  renderAltChunks: false,
  renderComments: false,
  useBase64URL: true,
};

const fallback = `"${ownFamily}", sans-serif`;

/** Paper in either theme: a document looks as it was printed. */
const paper = `
  :root { background: transparent; color-scheme: light; font-family: ${fallback}; }
  body { margin: 0; padding: 12px; width: max-content; min-width: 100%; box-sizing: border-box; }
  [data-page] { box-sizing: border-box; background: #fff; color: #000; margin: 0 auto 12px; overflow: hidden;
    position: relative; overflow-wrap: anywhere; }
  a { color: inherit; }
  ::highlight(evidence-cited) { background-color: rgb(13 88 92 / 18%); }
  ::highlight(evidence-goal) { background-color: rgb(13 88 92 / 34%); }
  ::highlight(evidence-hit) { background-color: rgb(230 178 40 / 45%); }
  ::highlight(evidence-hit-current) { background-color: rgb(214 107 0 / 60%); }
`;

/** Draws a docx into the document of a frame. @returns how many pages it has. */
export async function drawDocument(
  bytes: Uint8Array<ArrayBuffer>,
  frame: Document,
): Promise<number> {
  const view = frame.defaultView;
  if (view === null) throw new Error('the frame has no window');
  const { build, sheets } = nodeBuilder(frame);
  const drawing = async () => {
    const parsed = await parseAsync(bytes, options);
    return renderDocument(parsed, { ...options, h: build });
  };
  const nodes = await within(drawMs, drawing());
  frame.body.replaceChildren(...nodes);
  lendOwnFont(frame, ownFamily);
  const all = [...sheets.map(withFallback), paper];
  frame.adoptedStyleSheets = all.map((text) => sheetOf(view, text));
  for (const element of frame.querySelectorAll<HTMLElement>('[style*="font-family"]')) {
    element.style.fontFamily = `${element.style.fontFamily}, ${fallback}`;
  }
  const pages = [...frame.querySelectorAll<HTMLElement>('section')];
  for (const [index, page] of pages.entries()) page.dataset.page = String(index + 1);
  return pages.length;
}

/** A document names its fonts one by one; where the system lacks one, the app's own stands in. */
function withFallback(sheet: string): string {
  return sheet.replaceAll(
    /(?<!@font-face\s*\{[^}]*)font-family:\s*([^;}]+)/g,
    (_, families: string) => `font-family: ${families.trim()}, ${fallback}`,
  );
}

function sheetOf(view: NonNullable<Document['defaultView']>, text: string): CSSStyleSheet {
  const { CSSStyleSheet: Sheet } = view as unknown as { CSSStyleSheet: typeof CSSStyleSheet };
  const sheet = new Sheet();
  sheet.replaceSync(text);
  return sheet;
}
