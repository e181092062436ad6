/** What a reading of a paper is worth: which pages have no usable text, and whether it can be drafted from at all. */
import type { ExtractionWarning, PaperError, PaperText } from './schema.ts'

/** What lists show of a reading. Page numbers are 1-based. */
export type ReadingSummary = {
  pageCount: number
  pagesNotRead: number[]
  warnings: ExtractionWarning[]
  /** Why drafting is refused; null when enough can be read. */
  refusal: PaperError | null
}

/** Letters that a paper must have on its readable pages to be worth drafting from: about three sentences. */
const fewestLetters = 250

export function summarizeReading(text: PaperText): ReadingSummary {
  return {
    pageCount: text.pages.length,
    pagesNotRead: pagesNotRead(text),
    warnings: text.warnings,
    refusal: draftRefusal(text),
  }
}

/** 1-based numbers of the pages that hold ink or text which could not be read. */
export const pagesNotRead = (text: PaperText): number[] =>
  text.pages
    .filter((page) => !isReadable(page.quality.state) && page.quality.state !== 'blank')
    .map((page) => page.pageIndex + 1)

const isReadable = (state: string) => state === 'ok' || state === 'ocr'

/**
 * Why no draft may be written from this text: a model would invent one.
 * @returns `no-text-layer` (a scan) or `unreadable-text` (rubbish letters, or too few), or null
 */
export function draftRefusal(text: PaperText): PaperError | null {
  const readable = text.pages.filter((page) => isReadable(page.quality.state))
  const letters = readable.reduce((sum, page) => sum + page.quality.letters, 0)
  if (letters >= fewestLetters) return null
  const scans = text.pages.filter((page) => page.quality.state === 'no-text-layer')
  const where = `page${text.pages.length > 1 ? `s 1-${text.pages.length}` : ' 1'}`
  if (scans.length > 0 && readable.length === 0)
    return {
      kind: 'no-text-layer',
      message: `No text on ${where}: this is a scan. Run OCR on it (ocrmypdf, say) and add the result.`,
    }
  return {
    kind: 'unreadable-text',
    message: `The text of ${where} cannot be read (${letters} usable letters). Look for another copy of the paper.`,
  }
}
