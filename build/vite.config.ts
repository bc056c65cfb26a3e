import { cpSync, globSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { inProject } from './project.ts';

/** What pdf.js fetches at run time: character maps, stand-in fonts, decoders and colour profiles. */
const pdfjsFolders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

function pdfjsAssets(): Plugin {
  return {
    name: 'pdfjs-assets',
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('the renderer is written into a folder');
      for (const folder of pdfjsFolders) {
        const source = inProject('node_modules/pdfjs-dist', folder);
        cpSync(source, path.join(dir, 'pdfjs', folder), { recursive: true });
      }
    },
  };
}

export default defineConfig({
  root: inProject('renderer'),
  base: './',
  plugins: [react(), pdfjsAssets()],
  worker: { format: 'es' },
  logLevel: 'warn',
  build: {
    target: 'chrome144',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 6000,
    emptyOutDir: true,
    rolldownOptions: { input: globSync(inProject('renderer/*.html')) },
  },
});
