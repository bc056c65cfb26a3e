import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../../../build/project.ts';
import { ViewerError } from '../../../../../renderer/viewers/evidence.ts';
import { drawPageContent } from '../../../../../renderer/viewers/ofd/draw-page-content.ts';
import type { DrawnPage } from '../../../../../renderer/viewers/ofd/drawing.ts';
import { readBook } from '../../../../../renderer/viewers/ofd/ofd-document.ts';
import { openPackage, pathFrom } from '../../../../../renderer/viewers/ofd/ofd-package.ts';

const foreignFolder = inProject('../shared/data/ofd');
const foreign = existsSync(foreignFolder) ? readdirSync(foreignFolder) : [];

const usual = {
  'OFD.xml': '<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>',
  'Doc_0/Document.xml':
    '<Document><CommonData><PageArea><PhysicalBox>0 0 100 50</PhysicalBox></PageArea>' +
    '<PublicRes>Res.xml</PublicRes></CommonData><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>',
  'Doc_0/Res.xml':
    '<Res><Fonts><Font ID="3" FontName="宋体"/></Fonts><CompositeGraphicUnits>' +
    '<CompositeGraphicUnit ID="9"><Content><CompositeObject ResourceID="9" Boundary="0 0 1 1"/></Content>' +
    '</CompositeGraphicUnit></CompositeGraphicUnits></Res>',
};

function ofd(page: string, more: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const files = {
    ...usual,
    'Doc_0/P.xml': `<Page><Content><Layer>${page}</Layer></Content></Page>`,
    ...more,
  };
  const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(packed)));
}

async function pagesOf(bytes: Uint8Array<ArrayBuffer>): Promise<readonly DrawnPage[]> {
  const files = openPackage(bytes);
  const { pages } = await readBook(files);
  return Promise.all(pages.map((page) => drawPageContent(files, page)));
}

describe('an OFD', () => {
  it('gives its text with its place', async () => {
    const text =
      '<TextObject Boundary="10 20 30 5" Font="3" Size="4" CTM="2 0 0 2 0 0">' +
      '<TextCode X="1" Y="3" DeltaX="g 2 4">海智计</TextCode></TextObject>';
    const [page] = await pagesOf(ofd(text));
    expect(page?.box).toEqual({ x: 0, y: 0, width: 100, height: 50 });
    expect(page?.texts).toEqual([{ str: '海智计', x: 12, y: 26, size: 8, width: 24, angle: 0 }]);
    expect(page?.drawings).toMatchObject([{ kind: 'text', end: 15 }]);
  });

  it('gives its paths with pen and paint', async () => {
    const shape =
      '<PathObject Boundary="1 1 9 9" Fill="true" LineWidth="0.5" Alpha="128"><FillColor Value="255 0 0"/>' +
      '<AbbreviatedData>M 0 0 L 9 0 L 9 9 C</AbbreviatedData></PathObject>';
    const [page] = await pagesOf(ofd(shape));
    expect(page?.drawings).toMatchObject([
      {
        kind: 'path',
        matrix: [1, 0, 0, 1, 1, 1],
        path: 'M 0 0 L 9 0 L 9 9 Z',
        fill: { colour: 'rgb(255 0 0 / 1)' },
        stroke: { width: 0.5 },
      },
    ]);
    expect(page?.drawings[0]?.alpha).toBeCloseTo(0.502, 3);
  });

  it('says so where something of a page is missing', async () => {
    const [page] = await pagesOf(ofd('<ImageObject ResourceID="404" Boundary="0 0 5 5"/>'));
    expect(page?.incomplete).toBe(true);
  });

  it('of units that hold themselves is refused', async () => {
    const loop = ofd('<CompositeObject ResourceID="9" Boundary="0 0 1 1"/>');
    await expect(pagesOf(loop)).rejects.toThrow(/too-large/);
  });

  it.each([
    ['no OFD.xml', { 'OFD.xml': '<X/>' }, 'empty'],
    ['no document', { 'OFD.xml': '<OFD><DocBody><DocRoot>x</DocRoot></DocBody></OFD>' }, 'damaged'],
    ['entities', { 'Doc_0/Document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }, 'damaged'],
    ['two files of one name', { 'doc_0/document.XML': '<Document/>' }, 'damaged'],
  ])('with %s is refused', async (_, files, reason) => {
    await expect(pagesOf(ofd('', files))).rejects.toThrow(reason);
  });

  it('never leads out of its archive', () => {
    expect(pathFrom('Doc_0/Pages', '../../../../etc/passwd')).toBe('etc/passwd');
    expect(pathFrom('Doc_0/Pages', '..\\Res/a.png')).toBe('Doc_0/Res/a.png');
    expect(pathFrom('Doc_0', '/Doc_1/./b.xml')).toBe('Doc_1/b.xml');
  });
});

describe.skipIf(foreign.length === 0)('OFD files of another reader’s collection', () => {
  it.each(foreign)('%s is read', async (name) => {
    const pages = await pagesOf(new Uint8Array(readFileSync(path.join(foreignFolder, name))));
    expect(pages.length).toBeGreaterThan(0);
    expect(
      pages.flatMap(({ texts }) => texts.map(({ str }) => str)).join('').length,
    ).toBeGreaterThan(3);
  });

  it.each(['keyword.ofd', '1.ofd'])(
    '%s, damaged anywhere, is read or refused in words',
    async (name) => {
      const whole = new Uint8Array(readFileSync(path.join(foreignFolder, name)));
      const flaw = fc.record({
        at: fc.nat(whole.length - 1),
        byte: fc.nat(255),
        cut: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(flaw, async ({ at, byte, cut }) => {
          const broken = cut ? whole.slice(0, at) : whole.slice();
          if (!cut) broken[at] = byte;
          await pagesOf(broken).catch((error: unknown) =>
            expect(error).toBeInstanceOf(ViewerError),
          );
        }),
        { numRuns: 25 },
      );
    },
  );
});
