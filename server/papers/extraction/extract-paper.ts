/** The use case of this folder: a PDF's bytes -> the paper's text and structure, or why it can't be read. */
import { fail, ok, type Result } from '../../result.ts'
import type { PaperError, PaperText, Probe } from '../schema.ts'
import { composePaper } from './compose-paper.ts'
import { loadLexicon, type Lexicon } from './lexicon.ts'
import type { AnnotatedLink } from './annotated-links.ts'
import { failedPage, type PageContent } from './page-content.ts'
import { pagesToAsk, paperLinks } from './paper-links.ts'
import { printedLinks } from './printed-links.ts'
import { openPdf, truncated, type OpenPdf } from './read-pdf.ts'
import { extractorVersion } from './version.ts'

export type ExtractOptions = {
  password?: string
  /** Page indexes that are not read (a child was lost on them, or on enough pages before them): they come back as `failed`. */
  skipPages?: readonly number[]
  /** After each page that was read. */
  onPage?: (done: number, total: number) => void
  /** The text alone: hidden text and furniture left out, but no title, authors, headings, figures and tables are looked for. */
  textOnly?: boolean
  /** The word list, when the caller keeps one. */
  lexicon?: Lexicon
}

/**
 * Read a whole paper.
 * @param bytes left as they are
 * @returns the text and structure; single pages may have failed, each says so in its quality and in a warning. Errors are
 * those of `openPdf`. Rejects only on bugs.
 */
export async function extractPaper(
  bytes: Uint8Array,
  options: ExtractOptions = {},
): Promise<Result<PaperText, PaperError>> {
  const opened = await openPdf(bytes, options.password === undefined ? {} : { password: options.password })
  if (!opened.ok) return opened
  const pdf = opened.value
  try {
    const contents = await readPages(pdf, options)
    // Without its end a file opens all the same, with pages missing or empty: half a paper must not pass for a whole one.
    if (!pdf.complete && contents.some((page) => page.failure !== null || page.characters + page.graphics.length === 0))
      return fail(truncated)
    if (contents.length === 0 || contents.every(({ failure }) => failure !== null))
      return fail({ kind: 'damaged', message: 'No page of this PDF could be read. Try another copy.' })
    const { textOnly = false, lexicon = loadLexicon() } = options
    const paper = composePaper(contents, pdf.info.creationDate, lexicon, textOnly)
    const printed = textOnly ? [] : printedLinks(paper)
    const links = paperLinks(paper, printed, await readLinks(pdf, textOnly ? [] : pagesToAsk(paper, printed)))
    return ok({ extractorVersion, ...paper, links })
  } finally {
    await pdf.close()
  }
}

/**
 * A quick look at page 1, for the identity of a paper before it is stored.
 * @returns page count, a guess at the title (empty when there is none), arXiv id and version, DOI; errors as `openPdf`
 */
export async function probePaper(
  bytes: Uint8Array,
  options: { password?: string; lexicon?: Lexicon } = {},
): Promise<Result<Probe, PaperError>> {
  const opened = await openPdf(bytes, options.password === undefined ? {} : { password: options.password })
  if (!opened.ok) return opened
  const pdf = opened.value
  try {
    const first = await pdf.readPage(0)
    const { title, arxivId, arxivVersion, doi } = composePaper(
      [first],
      pdf.info.creationDate,
      options.lexicon ?? loadLexicon(),
    )
    return ok({ pageCount: pdf.pageCount, title: title === '' ? pdf.info.title : title, arxivId, arxivVersion, doi })
  } finally {
    await pdf.close()
  }
}

async function readPages(pdf: OpenPdf, { skipPages = [], onPage }: ExtractOptions): Promise<PageContent[]> {
  const contents: PageContent[] = []
  for (let pageIndex = 0; pageIndex < pdf.pageCount; pageIndex++) {
    contents.push(skipPages.includes(pageIndex) ? failedPage(pageIndex, skipped) : await pdf.readPage(pageIndex))
    onPage?.(pageIndex + 1, pdf.pageCount)
  }
  return contents
}

const skipped = 'it, or pages before it, took too long or too much memory'

/** Annotations are read one by one, and a file may hold any number of them. */
const mostLinksMs = 2000

/** The link annotations of these pages, by page index; of fewer pages when there is no end to them. */
async function readLinks(pdf: OpenPdf, pageIndexes: readonly number[]): Promise<Map<number, AnnotatedLink[]>> {
  const found = new Map<number, AnnotatedLink[]>()
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), mostLinksMs)
  try {
    for (const pageIndex of pageIndexes) {
      const links = await Promise.race([pdf.readLinks(pageIndex), late.promise])
      if (!links) break
      found.set(pageIndex, links)
    }
  } finally {
    clearTimeout(timer)
  }
  return found
}
