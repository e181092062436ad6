/** The only import of pdf.js in the pages: its legacy build, with worker, renderer and data files served by Galley itself. */
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import { EventBus, LinkTarget, PDFLinkService, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs'
import './viewer.css'

const dataPath = '/pdfjs/'

export type LoadingTask = ReturnType<typeof pdfjs.getDocument>

/** Loads by ranges: the first page shows before the rest has come. */
export function openPdf(url: string): LoadingTask {
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href
  // Draws in a worker of its own, so that typing stays quick while a page appears.
  const rendererSrc = new URL('pdfjs-dist/legacy/build/pdf.renderer.min.mjs', import.meta.url).href
  Object.assign(pdfjs.GlobalWorkerOptions, { rendererSrc })
  return pdfjs.getDocument({
    url,
    cMapUrl: `${dataPath}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${dataPath}standard_fonts/`,
    wasmUrl: `${dataPath}wasm/`,
    iccUrl: `${dataPath}iccs/`,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: 262_144,
  })
}

/**
 * pdf.js's own viewer in a scrolling container.
 * @param container absolutely positioned, with one empty child of class `pdfViewer`
 */
export function createViewer(container: HTMLDivElement, abortSignal: AbortSignal) {
  const viewerElement = container.firstElementChild
  if (!(viewerElement instanceof HTMLDivElement)) throw new Error('the container has no viewer element')
  const eventBus = new EventBus()
  const links = new PDFLinkService({
    eventBus,
    externalLinkTarget: LinkTarget.BLANK,
    externalLinkRel: 'noopener noreferrer',
  })
  const options = {
    container,
    viewer: viewerElement,
    eventBus,
    linkService: links,
    annotationMode: pdfjs.AnnotationMode.ENABLE,
    annotationEditorMode: pdfjs.AnnotationEditorType.DISABLE,
    removePageBorders: true,
    // Known to the viewer, missing in its types: lets go of every listener.
    abortSignal,
  }
  const viewer = new PDFViewer(options)
  links.setViewer(viewer)
  return { viewer, links, eventBus }
}

export type Viewer = ReturnType<typeof createViewer>

/** What can be wrong with a file that the viewer is given. */
export type PdfTrouble = 'password' | 'damaged' | 'missing'

export function troubleOf(error: unknown): PdfTrouble {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return 'password'
  return name === 'ResponseException' || name === 'MissingPDFException' ? 'missing' : 'damaged'
}
