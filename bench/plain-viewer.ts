/** pdf.js's own viewer and nothing else: what the paper in Review is measured against. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const pdfjs = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

const html = (paperId: string) => `<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="/plain-viewer/legacy/web/pdf_viewer.css">
<style>html, body { margin: 0; height: 100% } #host { position: absolute; inset: 0 50% 0 0; overflow: auto }</style>
<div id="host"><div class="pdfViewer"></div></div>
<script type="module">
  import * as pdfjs from '/plain-viewer/legacy/build/pdf.min.mjs'
  // The viewer takes the library from here.
  globalThis.pdfjsLib = pdfjs
  const { EventBus, PDFLinkService, PDFViewer } = await import('/plain-viewer/legacy/web/pdf_viewer.mjs')
  pdfjs.GlobalWorkerOptions.workerSrc = '/plain-viewer/legacy/build/pdf.worker.min.mjs'
  const eventBus = new EventBus()
  const linkService = new PDFLinkService({ eventBus })
  const container = document.getElementById('host')
  const viewer = new PDFViewer({ container, viewer: container.firstElementChild, eventBus, linkService })
  linkService.setViewer(viewer)
  eventBus.on('pagesinit', () => { viewer.currentScaleValue = 'page-width' })
  const { promise } = pdfjs.getDocument({ url: '/api/papers/${paperId}/file', disableAutoFetch: true, disableStream: true, rangeChunkSize: 262144 })
  const file = await promise
  viewer.setDocument(file)
  linkService.setDocument(file)
</script>`

/** @param pathname `/plain-viewer/`, or a file of pdf.js below it */
export function plainViewerPage(pathname: string, paperId: string): { body: string | Buffer; contentType: string } {
  const file = pathname.slice('/plain-viewer/'.length)
  if (file === '') return { body: html(paperId), contentType: 'text/html' }
  return {
    body: readFileSync(path.join(pdfjs, file)),
    contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript',
  }
}
