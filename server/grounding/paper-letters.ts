/** The whole paper squeezed to its letters, in reading order, each letter with its place: what quotes are looked up in. */
import type { PaperText, Span } from '../papers/schema.ts'
import { squeeze } from '../text/normalize.ts'

export type PaperLetters = {
  text: string
  /** Of `text[i]`: the page, and the half-open place of the character behind it in the page's text. */
  pages: Int32Array
  starts: Int32Array
  ends: Int32Array
}

/**
 * Blocks in order (a paragraph that runs over a page break is one block, whatever stands between its halves), then text
 * of the pages that stands in no block.
 */
export function readingOrder(paper: PaperText): Span[] {
  return [...paper.blocks.flatMap((block) => block.spans), ...uncovered(paper)]
}

/**
 * @param alsoRead stretches that are read once more after the whole paper in another order: the columns of tables, since some
 *   readers quote a table down its columns
 */
export function paperLetters(paper: PaperText, alsoRead: readonly Span[] = []): PaperLetters {
  const spans = [...readingOrder(paper), ...alsoRead]
  const squeezed = paper.pages.map((page) => squeeze(page.text))
  const parts = spans.map((span) => {
    const page = squeezed[span.pageIndex]
    if (!page) throw new Error(`a block stands on page ${span.pageIndex}, which the paper does not have`)
    return { span, page, from: lowerBound(page.starts, span.start), to: lowerBound(page.starts, span.end) }
  })
  const length = parts.reduce((sum, part) => sum + part.to - part.from, 0)
  const letters: PaperLetters = {
    text: parts.map((part) => part.page.text.slice(part.from, part.to)).join(''),
    pages: new Int32Array(length),
    starts: new Int32Array(length),
    ends: new Int32Array(length),
  }
  let at = 0
  for (const { span, page, from, to } of parts) {
    letters.pages.fill(span.pageIndex, at, at + to - from)
    letters.starts.set(page.starts.subarray(from, to), at)
    letters.ends.set(page.ends.subarray(from, to), at)
    at += to - from
  }
  return letters
}

/** The places in the page texts of the letters `[from, to)`: one span for each stretch that reads on without a jump. */
export function spansOfLetters(letters: PaperLetters, from: number, to: number, paper: PaperText): Span[] {
  const spans: Span[] = []
  for (let at = from; at < to; at += 1) {
    const pageIndex = letters.pages[at]!
    const start = letters.starts[at]!
    const last = spans.at(-1)
    if (last?.pageIndex === pageIndex && readsOn(paper.pages[pageIndex]!.text, last.end, start))
      last.end = letters.ends[at]!
    else spans.push({ pageIndex, start, end: letters.ends[at]! })
  }
  return spans
}

/** A jump back, or over letters, leads to another column, or past what stands between two halves. */
function readsOn(text: string, end: number, start: number): boolean {
  // Both letters of a ligature have the place of the ligature.
  if (start <= end) return start >= end - 2
  return !/[\p{L}\p{N}]/u.test(text.slice(end, start))
}

function uncovered(paper: PaperText): Span[] {
  return paper.pages.flatMap((page) => {
    const taken = paper.blocks
      .flatMap((block) => block.spans)
      .filter((span) => span.pageIndex === page.pageIndex)
      .toSorted((a, b) => a.start - b.start)
    const free: Span[] = []
    let from = 0
    for (const span of [...taken, { pageIndex: page.pageIndex, start: page.text.length, end: page.text.length }]) {
      if (page.text.slice(from, span.start).trim() !== '')
        free.push({ pageIndex: page.pageIndex, start: from, end: span.start })
      from = Math.max(from, span.end)
    }
    return free
  })
}

/** Index of the first value that is at least `wanted`, in a sorted array. */
export function lowerBound(sorted: Int32Array | readonly number[], wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
