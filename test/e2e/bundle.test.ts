import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { inProject } from '../../build/project.ts';
import { licences } from '../../build/third-party.ts';
import { parseFile, referencesOf } from '../support/source-file.ts';

/** Everything that an entry of `dist/electron` loads, over the chunks that it shares with others. */
function packagesOf(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(inProject('dist/electron', entry), 'utf8');
  for (const { specifier } of referencesOf(parseFile(entry.replace('.cjs', '.js'), text))) {
    if (specifier.startsWith('./')) packagesOf(specifier.slice(2), seen);
    else seen.add(specifier);
  }
  return seen;
}

describe('the build', () => {
  it('is not made again when nothing changed', async () => {
    expect(await bundleIfChanged()).toBe('unchanged');
  });

  it('gives a preload that the sandbox can run: electron and nothing else', () => {
    expect([...packagesOf('preload.cjs')]).toEqual(['preload.cjs', 'electron']);
  });

  it.each(['host.js', 'cli.js', 'compute-worker.js'])(
    'gives a %s that needs no Electron',
    (entry) => {
      expect(packagesOf(entry)).not.toContain('electron');
    },
  );

  it('gives a page without inline scripts, styles or foreign addresses', () => {
    const page = readFileSync(inProject('dist/renderer/index.html'), 'utf8');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page).not.toMatch(/<style|style=|https?:/);
  });

  it('brings what pdf.js fetches', () => {
    for (const kind of ['cmaps/*.bcmap', 'standard_fonts/*.ttf', 'wasm/*.wasm', 'iccs/*.icc']) {
      expect(globSync(inProject('dist/renderer/pdfjs', kind)).length).toBeGreaterThan(0);
    }
  });

  it('holds only packages whose licence allows it', async () => {
    expect(await licences.run()).toBeNull();
  });
});
