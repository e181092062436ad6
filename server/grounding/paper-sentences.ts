/** The sentences of a paper in reading order, each with its places on the pages. */
import type { Block, PaperText, Span } from '../papers/schema.ts'
import { sentences } from '../text/sentences.ts'
import { readNumbers, type ReadNumber } from '../text/numbers.ts'
import { terms } from './terms.ts'

export type PaperSentence = {
  text: string
  spans: Span[]
  /** Where in `text` each of `spans` begins. */
  pieces: number[]
  /** Of its first word. */
  pageIndex: number
  appendix: boolean
  /** A table or the words in a figure: kept whole, not split. */
  table: boolean
  kind: Block['kind']
  terms: readonly string[]
  termSet: ReadonlySet<string>
  numbers: ReadNumber[]
}

const read = new Set<Block['kind']>([
  'abstract',
  'paragraph',
  'caption',
  'table',
  'figure-text',
  'footnote',
  'equation',
])
const whole = new Set<Block['kind']>(['table', 'figure-text', 'equation'])

/** Body, captions, tables, footnotes; never references, title, authors or headings. A sentence never runs over two blocks. */
export function paperSentences(paper: PaperText): PaperSentence[] {
  const stems = new Map<string, string>()
  return paper.blocks.filter((block) => read.has(block.kind)).flatMap((block) => blockSentences(paper, block, stems))
}

function blockSentences(paper: PaperText, block: Block, stems: Map<string, string>): PaperSentence[] {
  // Joined from the page texts, so that each place in it leads back to a page.
  const pieces: { at: number; span: Span }[] = []
  let joined = ''
  for (const span of block.spans) {
    if (joined !== '' && !joined.endsWith('-')) joined += ' '
    pieces.push({ at: joined.length, span })
    joined += paper.pages[span.pageIndex]!.text.slice(span.start, span.end)
  }
  const pieceSpans = whole.has(block.kind) ? [{ start: 0, end: joined.length }] : sentences(joined)
  return pieceSpans
    .map(({ start, end }) => ({ text: joined.slice(start, end), places: placesOf(pieces, start, end) }))
    .filter(({ text, places }) => places.length > 0 && /\p{L}|\p{N}/u.test(text))
    .map(({ text, places }) => {
      const found = terms(text, stems)
      return {
        text,
        spans: places.map((place) => place.span),
        pieces: places.map((place) => place.at),
        pageIndex: places[0]!.span.pageIndex,
        appendix: block.appendix,
        table: whole.has(block.kind),
        kind: block.kind,
        terms: found,
        termSet: new Set(found),
        numbers: readNumbers(text),
      }
    })
}

function placesOf(
  pieces: readonly { at: number; span: Span }[],
  start: number,
  end: number,
): { at: number; span: Span }[] {
  return pieces.flatMap(({ at, span }) => {
    const from = Math.max(start, at) - at
    const to = Math.min(end, at + span.end - span.start) - at
    const place = { pageIndex: span.pageIndex, start: span.start + from, end: span.start + to }
    return from < to ? [{ at: at + from - start, span: place }] : []
  })
}

/** The place on a page of `[start, end)` of a sentence's text; cut at a page break. */
export function placeInSentence(sentence: PaperSentence, start: number, end: number): Span {
  const piece = Math.max(
    0,
    sentence.pieces.findLastIndex((at) => at <= start),
  )
  const span = sentence.spans[piece]!
  const shift = span.start - sentence.pieces[piece]!
  return { pageIndex: span.pageIndex, start: start + shift, end: Math.min(end + shift, span.end) }
}
