/** A region of a page as a PNG: the one place on the server where pages are drawn. Runs in the extraction child. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { AnnotationMode, getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { fail, ok, type Result } from '../result.ts'
import type { Box, PaperError } from './schema.ts'

const pdfjsFolder = path.dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
const folder = (name: string): string => path.join(pdfjsFolder, name) + path.sep

/** Pixels at most: a tall narrow box must not ask for a gigabyte. */
const maxPixels = 16_000_000

/**
 * @param box points, origin top left of the page as shown
 * @param options.widthPx width of the picture; less where the whole would be over 16 megapixels
 * @returns the bytes of a PNG on white, or `extraction-failed`
 */
export async function renderRegion(
  bytes: Uint8Array,
  pageIndex: number,
  box: Box,
  options: { widthPx: number; password?: string },
): Promise<Result<Uint8Array, PaperError>> {
  const [x0, y0, x1, y1] = box
  if (!(x1 > x0 && y1 > y0)) return failed('the region is empty')
  const task = getDocument({
    data: new Uint8Array(bytes),
    ...(options.password === undefined ? {} : { password: options.password }),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    verbosity: 0,
    enableXfa: false,
  })
  try {
    return ok(await draw(await task.promise, pageIndex, box, options.widthPx))
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  } finally {
    await task.destroy()
  }
}

async function draw(document: PDFDocumentProxy, pageIndex: number, box: Box, widthPx: number): Promise<Uint8Array> {
  const [x0, y0, x1, y1] = box
  const wanted = widthPx / (x1 - x0)
  const scale = Math.min(wanted, Math.sqrt(maxPixels / ((x1 - x0) * (y1 - y0))))
  const canvas = createCanvas(Math.max(1, Math.round((x1 - x0) * scale)), Math.max(1, Math.round((y1 - y0) * scale)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const page = await document.getPage(pageIndex + 1)
  const viewport = page.getViewport({ scale, offsetX: -x0 * scale, offsetY: -y0 * scale })
  await page.render({
    canvas,
    canvasContext: context,
    viewport,
    annotationMode: AnnotationMode.DISABLE,
  }).promise
  return canvas.toBuffer('image/png')
}

const failed = (why: string): Result<never, PaperError> =>
  fail({ kind: 'extraction-failed', message: `The figure could not be drawn (${why}).` })
