import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const root = import.meta.dirname

/** The pages a station and central serve: `index.html` (station) and `central.html` (central's report). */
export const pages = {
  configFile: false,
  root: join(root, 'renderer'),
  base: '/',
  publicDir: join(root, 'renderer/public'),
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: join(root, 'dist/pages'),
    emptyOutDir: true,
    target: 'chrome130',
    // The pages are served under `default-src 'self'`: nothing may be inlined as data: or as a script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Charts are most of central's page; the limit only quietens the advice to split further.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        station: join(root, 'renderer/index.html'),
        central: join(root, 'renderer/central.html'),
      },
    },
  },
} satisfies InlineConfig

/** Electron's own entry: main/shell/kiosk.ts as one ES module, with electron and Node left outside. */
export const shell = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: join(root, 'dist/shell'),
    emptyOutDir: true,
    target: 'node24',
    ssr: join(root, 'main/shell/kiosk.ts'),
    rolldownOptions: { external: ['electron'], output: { entryFileNames: 'kiosk.js' } },
  },
} satisfies InlineConfig
