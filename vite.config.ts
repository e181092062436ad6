/** Builds the page into dist/, with pdf.js's own data files beside it: nothing is loaded from anywhere else. */
import { cpSync, createReadStream, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { measurePages, overBudget } from './bench/page-sizes.ts'

const contentTypes: Record<string, string> = { '.wasm': 'application/wasm', '.js': 'text/javascript' }

/** pdf.js's character maps, fonts, decoders and colour profiles at /pdfjs/: copied by a build, served in place by the dev server. */
function pdfjsData(): Plugin {
  const source = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs']
  let out = ''
  return {
    name: 'pdfjs-data',
    configResolved(config) {
      out = path.resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      if (this.environment.mode !== 'build') return
      for (const folder of folders)
        cpSync(path.join(source, folder), path.join(out, 'pdfjs', folder), { recursive: true })
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const asked = path
          .normalize(decodeURIComponent((request.url ?? '/').split('?', 1)[0] ?? '/'))
          .replace(/^[/\\]+/, '')
        const file = path.join(source, asked)
        const known = folders.includes(asked.split(path.sep)[0] ?? '')
        if (!known || !statSync(file, { throwIfNoEntry: false })?.isFile()) return next()
        response.setHeader('content-type', contentTypes[path.extname(file)] ?? 'application/octet-stream')
        createReadStream(file).pipe(response)
      })
    },
  }
}

/** A build whose pages have grown too heavy fails, and says which part. */
function sizeBudget(): Plugin {
  let out = ''
  return {
    name: 'size-budget',
    configResolved(config) {
      out = path.resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      const heavy = this.environment.mode === 'build' ? overBudget(measurePages(out)) : []
      if (heavy.length > 0) this.error(heavy.join('; '))
    },
  }
}

/** What the first page needs in any case: one file, since parts that pages share with it compress worse apart. */
const shell = [
  /\/web\/(?:main|app|api)\.tsx?$/,
  /\/web\/ui\/(?:shell|key|keys|key-map|button|toast|states|page|use-api|error-boundary)\.(?:tsx?|module\.css)$/,
  /\/web\/ui\/(?:base|tokens)\.css$/,
  /\/node_modules\/(?:react|react-dom|scheduler|@tanstack|wouter|regexparam)\//,
]

export default defineConfig({
  root: 'web',
  plugins: [react(), pdfjsData(), sizeBudget()],
  // wouter's shim for a React without this hook.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // Every browser that shows the page knows module preloads.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // The page uses a few plain functions of the schema files; their zod schemas are the server's.
    rolldownOptions: {
      treeshake: { manualPureFunctions: ['z'] },
      output: { codeSplitting: { groups: [{ name: 'shell', test: (id) => shell.some((part) => part.test(id)) }] } },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4317' } },
})
