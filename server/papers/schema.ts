/** The nouns of the papers room: identity, errors, and what extraction knows of a paper. */
import { z } from 'zod'
import type { Failure } from '../result.ts'

export const PaperId = z.string().uuid().brand<'PaperId'>()
export type PaperId = z.infer<typeof PaperId>

/** Hex SHA-256 of the PDF bytes: the same file uploaded twice is the same file. Its paper may have several (versions). */
export const FileId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'FileId'>()
export type FileId = z.infer<typeof FileId>

export const PaperTextId = z.string().uuid().brand<'PaperTextId'>()
export type PaperTextId = z.infer<typeof PaperTextId>

/** Files over this many bytes are refused with `too-large`. */
export const maxFileBytes = 100 * 1024 * 1024

/** Everything that can be wrong with a file or a paper, each once. */
export type PaperErrorKind =
  | 'empty'
  | 'too-large'
  | 'not-a-pdf'
  | 'password-required'
  | 'wrong-password'
  | 'truncated'
  | 'damaged'
  | 'no-text-layer'
  | 'unreadable-text'
  | 'page-timeout'
  | 'memory-limit'
  | 'extraction-failed'
  | 'paper-not-found'
  | 'not-extracted-yet'
export type PaperError = Failure<PaperErrorKind>

/** `[x0, y0, x1, y1]` in points, origin top left of the page as shown (crop box and /Rotate applied), x0 <= x1, y0 <= y1. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

/** Half-open span `[start, end)` into a page's normalised text, UTF-16 units; `pageIndex` from 0. */
export type Span = { pageIndex: number; start: number; end: number }

/** A piece of page text that stands in one box (a word, or the part of a word before or after a line break). */
export type TextRun = readonly [start: number, end: number, x0: number, y0: number, x1: number, y1: number]

/**
 * - `ok` text that can be trusted; - `ocr` an invisible text layer over a scan; - `unreadable` glyphs without a usable
 * mapping to letters; - `no-text-layer` ink but no text; - `blank` neither; - `failed` the page could not be read.
 */
export type PageState = 'ok' | 'ocr' | 'unreadable' | 'no-text-layer' | 'blank' | 'failed'

export type PageQuality = {
  state: PageState
  /** Letters on the page that a reader sees, hidden text left out. */
  letters: number
  /** Share 0..1 of the words that are in the word list or repeat in the document; null with fewer than 20 words. */
  knownWordShare: number | null
  /** Share 0..1 of control, private-use and replacement characters before they were dropped. */
  oddCharacterShare: number
  /** Why the state is not `ok`, for a person; absent when it is. */
  reason?: string
}

export type PageText = {
  pageIndex: number
  widthPt: number
  heightPt: number
  /** Reading order, NFC, words joined over line ends, paragraphs set apart by a blank line; furniture and hidden text left out. */
  text: string
  /** Sorted by `start`, not overlapping; white space between runs belongs to none. */
  runs: TextRun[]
  quality: PageQuality
}

export type BlockKind =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'heading'
  | 'paragraph'
  | 'caption'
  | 'table'
  | 'figure-text'
  | 'equation'
  | 'footnote'
  | 'reference'

/** A piece of the paper in reading order. One paragraph is one block, also when it runs over a column or page break. */
export type Block = {
  kind: BlockKind
  /** Whole and joined: a word that a page break tears is whole here. */
  text: string
  /** Where it stands in the page texts: one span a page. */
  spans: Span[]
  /** The region(s) on the page: one a column and page. */
  boxes: { pageIndex: number; box: Box }[]
  /** Headings only: 1 is a section. */
  level?: number
  /** Index into `blocks` of the heading it stands under; null before the first. */
  section: number | null
  /** True from the first appendix heading on. */
  appendix: boolean
}

export type Figure = {
  kind: 'figure' | 'table' | 'algorithm'
  /** As printed: "Figure 3", "Table A1". */
  label: string
  pageIndex: number
  /** The picture without its caption; null when no region was found. */
  box: Box | null
  caption: string
  /** Index into `blocks` of the caption. */
  captionBlock: number
}

export type TableCell = { row: number; column: number; text: string; box: Box; rowHead: string; columnHead: string }
export type Table = { label: string; pageIndex: number; box: Box; caption: string; cells: TableCell[] }

export type WarningKind =
  | 'hidden-text'
  | 'page-failed'
  | 'page-unreadable'
  | 'page-without-text'
  | 'odd-characters'
  | 'operators-over-budget'
  | 'no-references-found'
/** Something the editor should know; `detail` shows it (the hidden words, say), cut to 500 characters. */
export type ExtractionWarning = { kind: WarningKind; message: string; pageIndex?: number; detail?: string }

/** `code`: a repository of code or models. Pages from 0. */
export type PaperLink = { url: string; kind: 'code' | 'other'; pageIndex: number }

/** What extraction makes of one file. Plain data, kept as JSON in `paper_text`. */
export type PaperText = {
  extractorVersion: string
  title: string
  authors: string[]
  arxivId: string | null
  arxivVersion: number | null
  /** Date of the arXiv stamp, "2025-10-29". Like `venue` and `links`, absent in what extractors before 3 read. */
  arxivDate?: string | null
  doi: string | null
  year: number | null
  /** Where it appeared or was submitted, as the first page prints it. */
  venue?: string | null
  /** Addresses that the paper gives, in page order; those of its references are left out. */
  links?: PaperLink[]
  pages: PageText[]
  blocks: Block[]
  figures: Figure[]
  tables: Table[]
  warnings: ExtractionWarning[]
}

/** What a quick look at a file tells before it is stored: enough for its identity. */
export type Probe = {
  pageCount: number
  title: string
  arxivId: string | null
  arxivVersion: number | null
  doi: string | null
}

/** How long the editor wants the entry: a named length, or a number of words. */
export const Length = z.union([z.enum(['one-liner', 'short', 'normal', 'starred']), z.number().int().min(10).max(2000)])
export type Length = z.infer<typeof Length>

/** The words that each named length means: aimed at, and the band that is accepted (both ends included). */
export const lengthBands: Record<
  'one-liner' | 'short' | 'normal' | 'starred',
  { aim: number; min: number; max: number }
> = {
  'one-liner': { aim: 40, min: 30, max: 55 },
  short: { aim: 100, min: 80, max: 120 },
  normal: { aim: 180, min: 150, max: 210 },
  starred: { aim: 280, min: 200, max: 360 },
}
/** The band for any length; a number of words is accepted within 15 %. */
export function lengthBand(length: Length): { aim: number; min: number; max: number } {
  if (typeof length !== 'number') return lengthBands[length]
  return { aim: length, min: Math.round(length * 0.85), max: Math.round(length * 1.15) }
}

export type Paper = {
  id: PaperId
  title: string
  authors: string[]
  arxivId: string | null
  doi: string | null
  starred: boolean
  length: Length
  skipped: boolean
  addedAt: string
  /** The newest file, which is the one that is read. */
  fileId: FileId
  fileName: string
  version: number | null
}
