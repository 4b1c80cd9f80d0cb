// Bundles the form: Sveltia CMS and our own modules, everything served by the office itself.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const merged = (below, above) =>
  Object.fromEntries(
    Object.keys({ ...below, ...above }).map((key) => [
      key,
      above[key] && typeof above[key] === 'object' ? merged(below[key] ?? {}, above[key]) : (above[key] ?? below[key]),
    ]),
  );

/** Sveltia's German texts with ours over them: what it lacks, and what would mislead a clerk. */
const german = {
  name: 'german',
  enforce: 'pre',
  load(id) {
    if (!id.replaceAll('\\', '/').endsWith('@sveltia/cms/locales/de.json')) {
      return null;
    }
    const texts = merged(JSON.parse(readFileSync(id, 'utf8')), JSON.parse(readFileSync(here('de.json'), 'utf8')));
    return JSON.stringify(texts);
  },
};

/** Sveltia brings its fonts along, but its style sheet names a foreign host for them first. */
const ownFonts = {
  name: 'own-fonts',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith('@sveltia/cms/npm/index.js')) {
      return null;
    }
    const kept = code.replace(/url\(https:\/\/cdn\.jsdelivr\.net\/[^)]*\)\s*format\('[^']*'\)/g, "local('-')");
    if (kept === code || kept.includes('cdn.jsdelivr.net/fontsource')) {
      throw new Error('the fonts of Sveltia CMS are declared in another way now');
    }
    return { code: kept, map: null };
  },
};

/** Other languages, pictures and maps: the form never asks for them, and a folder of 20 MB serves nobody. */
const UNUSED = /^(?:@shikijs\/|leaflet|terra-draw|svgo|exifr|turndown)/;
const leftOut = {
  name: 'left-out',
  enforce: 'pre',
  resolveId: (id) => (UNUSED.test(id) ? '\0left-out' : null),
  load: (id) => (id === '\0left-out' ? 'export default {}' : null),
};

export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  plugins: [german, ownFonts, leftOut],
  build: {
    outDir: process.env.CASEBOOK_BUNDLE ?? here('dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    modulePreload: false,
    rollupOptions: {
      input: here('src/main.js'),
      output: { entryFileNames: 'formular.js', chunkFileNames: 'teile/[name]-[hash].js', assetFileNames: 'teile/[name]-[hash][extname]' },
    },
  },
});
