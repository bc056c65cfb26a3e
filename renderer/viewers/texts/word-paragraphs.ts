import { spellHidden } from '../../../shared/hidden-text.ts';
import { readXml, type XmlElement } from '../ofd/xml-tree.ts';
import { boundedDirectory } from '../read-office.ts';
import { unpack } from '../zip/unpack.ts';

const parts = /^word\/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml$/;
const mostBytes = 60_000_000;

/** The paragraphs of a Word document in the order of its parts, as text. Rejects with `ViewerError`. */
export async function wordParagraphs(bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
  const paragraphs: string[] = [];
  for (const item of boundedDirectory(bytes)) {
    if (!parts.test(item.name) || item.size > mostBytes) continue;
    take(readXml(await unpack(bytes, item)), paragraphs);
  }
  return paragraphs;
}

function take(element: XmlElement, paragraphs: string[]): void {
  for (const child of element.children) {
    if (child.name === 'p') paragraphs.push(textOf(child));
    else take(child, paragraphs);
  }
}

/** Text, tabs and breaks of a paragraph; what was deleted under tracked changes is not text. */
function textOf(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (child.name === 't') return spellHidden(child.text);
      if (child.name === 'tab' || child.name === 'br') return ' ';
      return child.name === 'del' ? '' : textOf(child);
    })
    .join('');
}
