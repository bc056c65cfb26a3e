import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser, thisMachine } from './browser.ts';
import { icnsOf, icoOf, largestBitmap, type Picture } from './icon-files.ts';
import { inProject } from './project.ts';

/**
 * `npm run icons`: draws the masters `build/icons/*.svg` at every size that the three systems ask for, with the
 * Chromium of this machine. What it writes is committed; it is run again when a master changes.
 */

const icoSizes = [16, 24, 32, 48, 64, 128, 256];
const icnsSizes = [32, 64, 128, 256, 512, 1024];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
/** Up to here the four characters of the seal are a smudge, and the simple mark stands for them. */
const simpleUpTo = 32;

const executablePath = findBrowser(thisMachine);
if (executablePath === null) throw new Error('no Chrome, Edge or Chromium found: set $CHROMIUM');
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args });
try {
  const page = await browser.newPage();
  const linux = inProject('build/icons/linux');
  mkdirSync(linux, { recursive: true });
  for (const size of linuxSizes) {
    writeFileSync(path.join(linux, `${size}x${size}.png`), (await draw(page, 'icon', size)).png);
  }
  for (const name of ['icon', 'bundle', 'backup']) {
    const target = inProject('build/icons', name);
    writeFileSync(`${target}.ico`, icoOf(await drawAll(page, name, icoSizes)));
    writeFileSync(`${target}.icns`, icnsOf(await drawAll(page, name, icnsSizes)));
  }
} finally {
  await browser.close();
}

async function drawAll(
  page: Page,
  name: string,
  sizes: readonly number[],
): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const size of sizes) pictures.push(await draw(page, name, size));
  return pictures;
}

async function draw(page: Page, name: string, size: number): Promise<Picture> {
  const master = name === 'icon' && size <= simpleUpTo ? 'icon-small' : name;
  const svg = readFileSync(inProject('build/icons', `${master}.svg`), 'utf8');
  const [pixels, png] = await page.evaluate(
    async ([text, edge, isBitmap]) => {
      const image = new Image(edge, edge);
      image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: edge, height: edge });
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0, edge, edge);
      const rgba = isBitmap ? context.getImageData(0, 0, edge, edge).data : [];
      return [Array.from(rgba), canvas.toDataURL('image/png')] as const;
    },
    [svg, size, size <= largestBitmap] as const,
  );
  const encoded = png.slice(png.indexOf(',') + 1);
  return { size, rgba: Uint8Array.from(pixels), png: Buffer.from(encoded, 'base64') };
}
