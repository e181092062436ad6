/** The only meeting with pdf.js on the server: a file's bytes -> plain page contents, one page at a time. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  AnnotationMode,
  getDocument,
  PasswordResponses,
  PDFWorker,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { fail, ok, type Result } from '../../result.ts'
import type { PaperError } from '../schema.ts'
import { annotatedLinks, type AnnotatedLink } from './annotated-links.ts'
import type { CleanGlyph } from './clean-glyph.ts'
import { createFontBook } from './fonts.ts'
import { hasLostContent } from './lost-content.ts'
import type { Matrix } from './matrix.ts'
import { op } from './operator-codes.ts'
import { failedPage, type PageContent } from './page-content.ts'
import { decodedBy, type Picture } from './pictures.ts'
import { SharedPort } from './shared-port.ts'
import { hasEnd, sniffFile } from './sniff-file.ts'
import { wordsOfTextLayer } from './text-layer.ts'
import { walkOperators, type OperatorList, type WalkOutput } from './walk-operators.ts'

/** What the file says of itself; often wrong, so only a last resort. */
export type PdfInfo = { title: string; creationDate: string }

export type OpenPdf = {
  pageCount: number
  /** The end of the file is there; without it pages may be missing or empty. */
  complete: boolean
  info: PdfInfo
  /** Read one page. A page that can't be read comes with `failure` and without words; it never rejects. */
  readPage(pageIndex: number): Promise<PageContent>
  /** Where the page's links lead; empty when they can't be read. It never rejects. */
  readLinks(pageIndex: number): Promise<AnnotatedLink[]>
  /** Free the parser's memory. */
  close(): Promise<void>
}

export type OpenOptions = {
  password?: string
  /** How much one page may draw (operators, and path coordinates at 40 to one) before its text layer is read instead. */
  operatorBudget?: number
}

/**
 * A dense page of formulas has some 10,000 operators; a scatter plot has 10^5 and more, and building and copying their
 * paths takes thirty times as long as reading the page's text. A file may hold a few heavy pages, or lighter ones on and
 * on: what they draw beyond the ordinary is taken from a budget for the whole file.
 */
const pageBudget = 100_000
const ordinaryCost = 12_000
const fileBudget = 6 * ordinaryCost
const coordinatesPerOperator = 40
/** No page for people has a tenth of these strings, or takes a tenth of this time; content that repeats itself for megabytes does. */
const mostTextItems = 12_000
const mostTextMs = 4000
/** Larger images are not decoded: only their places are wanted. */
const undecodedPixels = 16
/** Nor are these, where words lie under images and only the pixels tell whether they are seen: 8 MiB each. */
const mostPixelsLookedAt = 2 ** 21
/** States saved inside each other, on a page over its budget. Drawings nest a dozen; pdf.js keeps a copy of each. */
const mostNested = 1000

const pdfjsFolder = path.dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
const folder = (name: string): string => path.join(pdfjsFolder, name) + path.sep

/**
 * Open a PDF for reading.
 * @param bytes left as they are: the parser gets a copy, since it detaches its buffer
 * @returns the open file, to be closed by the caller; or why it can't be opened (`empty`, `not-a-pdf`,
 * `password-required`, `wrong-password`, `truncated`, `damaged`). Junk before the header is skipped. Never rejects.
 */
export async function openPdf(bytes: Uint8Array, options: OpenOptions = {}): Promise<Result<OpenPdf, PaperError>> {
  const sniffed = sniffFile(bytes)
  if (!sniffed.ok) return sniffed
  try {
    return ok(await createReader(sniffed.value, options))
  } catch (error) {
    return fail(openError(error, sniffed.value))
  }
}

/** For a file whose end is missing and that can't be read without it. */
export const truncated: PaperError = {
  kind: 'truncated',
  message: 'The end of this PDF is missing: the download was cut. Download it again.',
}

function openError(error: unknown, bytes: Uint8Array): PaperError {
  const code = error instanceof Error && error.name === 'PasswordException' && 'code' in error ? error.code : null
  if (code === PasswordResponses.NEED_PASSWORD)
    return { kind: 'password-required', message: 'This PDF is locked. Give its password to read it.' }
  if (code !== null)
    return { kind: 'wrong-password', message: 'That password does not open this PDF. Try another one.' }
  if (!hasEnd(bytes)) return truncated
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'damaged', message: `This PDF is damaged and could not be opened (${why}). Try another copy.` }
}

type Opened = { document: PDFDocumentProxy; layers: { isVisible(group: unknown): unknown }; close: () => Promise<void> }

async function openDocument(
  bytes: Uint8Array,
  password: string | undefined,
  mostPixels = undecodedPixels,
): Promise<Opened> {
  const port = new SharedPort()
  WorkerMessageHandler.initializeFromPort(port)
  const worker = PDFWorker.create({ port, verbosity: 0 })
  const task = getDocument({
    worker,
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    verbosity: 0,
    disableFontFace: true,
    fontExtraProperties: true,
    useSystemFonts: false,
    maxImageSize: mostPixels,
    enableXfa: false,
  })
  try {
    const document = await task.promise
    const close = async (): Promise<void> => {
      await task.destroy()
      worker.destroy()
    }
    return { document, layers: await document.getOptionalContentConfig(), close }
  } catch (error) {
    await task.destroy()
    worker.destroy()
    throw error
  }
}

async function createReader(bytes: Uint8Array, options: OpenOptions): Promise<OpenPdf> {
  const mostPerPage = options.operatorBudget ?? pageBudget
  let left = fileBudget
  const clean = new Map<string, CleanGlyph>()
  let objects: PdfPage['commonObjs'] | null = null
  const fonts = createFontBook((id) => (objects?.has(id) === true ? objects.get(id) : null))
  let opened = await openDocument(bytes, options.password)
  const info = await readInfo(opened.document)

  const read = async (pageIndex: number): Promise<PageContent> => {
    const page = await opened.document.getPage(pageIndex + 1)
    const viewport = page.getViewport({ scale: 1 })
    const size = { widthPt: viewport.width, heightPt: viewport.height }
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = viewport.transform
    const matrix: Matrix = [a, b, c, d, e, f]
    const { list, cut, cost } = await operatorsOf(page, Math.min(mostPerPage, Math.max(left, ordinaryCost)))
    left -= Math.max(0, cost - ordinaryCost)
    objects = page.commonObjs
    fonts.learn(list)
    const walk: Walk = (operators, imageOf) =>
      walkOperators({
        ...{ operators, viewport: matrix, ...size, fontOf: fonts.metricsOf, imageOf, clean },
        layerShown: (group) => opened.layers.isVisible(group) !== false,
      })
    const walked = walk(list, decodedBy(page))
    if (!cut && walked.words.some(({ unseen }) => unseen === 'under-picture'))
      await lookAtPictures(pageIndex, walked, walk)
    const base = { pageIndex, ...size, overBudget: cut, failure: null }
    if (!cut) {
      const lost = list.fnArray.length === 0 && page.ref !== null && hasLostContent(bytes, page.ref)
      page.cleanup()
      if (lost) return { ...base, ...walked, failure: 'its content is damaged and could not be unpacked' }
      return { ...base, ...walked }
    }
    // Destroying the document is the only way to stop pdf.js in the middle of a page.
    await opened.close()
    opened = await openDocument(bytes, options.password)
    const again = await opened.document.getPage(pageIndex + 1)
    const strings = nesting(list) > mostNested ? null : await textLayerOf(again)
    if (strings === null) {
      await opened.close()
      opened = await openDocument(bytes, options.password)
      throw new Error('it draws and writes without end')
    }
    objects = again.commonObjs
    const layer = wordsOfTextLayer(strings, matrix, fonts.metricsOf, clean)
    again.cleanup()
    return { ...base, ...layer, graphics: walked.graphics }
  }

  /** Read the page once more with its images decoded, for what is seen through their holes. */
  const lookAtPictures = async (pageIndex: number, walked: WalkOutput, walk: Walk): Promise<void> => {
    const decoding = await openDocument(bytes, options.password, mostPixelsLookedAt)
    try {
      const page = await decoding.document.getPage(pageIndex + 1)
      const list = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
      objects = page.commonObjs
      fonts.learn(list)
      const { words } = walk(list, decodedBy(page))
      // The words of the first walk are kept: their fonts are those of the other pages.
      if (words.length === walked.words.length)
        for (const [i, word] of walked.words.entries()) word.unseen = words[i]?.unseen ?? null
    } finally {
      await decoding.close()
    }
  }

  return {
    pageCount: opened.document.numPages,
    complete: hasEnd(bytes),
    info,
    readPage: (pageIndex) =>
      read(pageIndex).catch((error: unknown) =>
        failedPage(pageIndex, error instanceof Error ? error.message : String(error)),
      ),
    readLinks: (pageIndex) =>
      opened.document
        .getPage(pageIndex + 1)
        .then(annotatedLinks)
        .catch(() => []),
    close: () => opened.close(),
  }
}

async function readInfo(document: PDFDocumentProxy): Promise<PdfInfo> {
  const metadata = await document.getMetadata().catch(() => null)
  const info: Record<string, unknown> = { ...metadata?.info }
  const text = (key: string): string => (typeof info[key] === 'string' ? info[key] : '')
  return { title: text('Title'), creationDate: text('CreationDate') }
}

type PdfPage = Awaited<ReturnType<PDFDocumentProxy['getPage']>>
type TextContent = Awaited<ReturnType<PdfPage['getTextContent']>>
type TextItem = Extract<TextContent['items'][number], { str: string }>

type Walk = (operators: OperatorList, imageOf: (id: string) => Picture | null) => WalkOutput

function nesting({ fnArray }: OperatorList): number {
  let [depth, deepest] = [0, 0]
  for (const operator of fnArray) {
    if (operator === op.save) deepest = Math.max(deepest, ++depth)
    else if (operator === op.restore && depth > 0) depth--
  }
  return deepest
}

/** The strings of the page's text layer; null when there is no end to them, and the document must be closed to stop pdf.js. */
async function textLayerOf(page: PdfPage): Promise<TextItem[] | null> {
  const strings: TextItem[] = []
  const startedAt = performance.now()
  let items = 0
  // Not `for await`: leaving it would cancel the stream, and pdf.js still puts into it what it has under way.
  const reader = (page.streamTextContent() as ReadableStream<TextContent>).getReader()
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    items += chunk.value.items.length
    if (items > mostTextItems || performance.now() - startedAt > mostTextMs) return null
    strings.push(...chunk.value.items.flatMap((item) => ('str' in item ? [item] : [])))
  }
  return strings
}

type Operators = { list: OperatorList; cut: boolean; cost: number }

/** The page's operators, or those up to the budget: pdf.js tells its watchers of each piece of the list as it comes. */
async function operatorsOf(page: PdfPage, budget: number): Promise<Operators> {
  const whole = page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
  const over = Promise.withResolvers<Operators>()
  let cost = 0
  // Not in pdf.js's manual, but typed: what its own render tasks hang on. There is no public way to stop a list half-way.
  const { _intentStates: states } = page
  const watched = [...states.values()].map((state) => {
    let counted = 0
    const watcher = {
      operatorListChanged() {
        const { fnArray, argsArray } = state.operatorList
        for (; counted < fnArray.length; counted++) {
          cost += 1
          if (fnArray[counted] === op.constructPath)
            cost += (argsArray[counted][1]?.[0]?.length ?? 0) / coordinatesPerOperator
        }
        if (cost > budget) over.resolve({ list: { fnArray: [...fnArray], argsArray: [...argsArray] }, cut: true, cost })
      },
    }
    state.renderTasks.add(watcher)
    return () => state.renderTasks.delete(watcher)
  })
  // When the budget is hit the document is destroyed, and this promise then never settles or rejects unheard.
  whole.catch(() => {})
  const done = await Promise.race([whole.then((list) => ({ list, cut: false, cost })), over.promise])
  for (const unwatch of watched) unwatch()
  return done
}
