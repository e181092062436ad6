/** Chosen blocks as the text that is sent: in the order of the paper, each page headed by `[page N]`. */
import type { Block, PaperText } from '../papers/schema.ts'
import { neutralise, pageLine } from './fence.ts'

/** `pageNumber` from 1; `text` without its page line. */
export type SentPage = { pageNumber: number; text: string }

/** A paragraph over a page break is parted there, so that each quote stands under its page. */
export function textByPage(paper: PaperText, blocks: readonly Block[], chosen: ReadonlySet<number>): SentPage[] {
  const pages = new Map<number, string[]>()
  for (const [index, block] of blocks.entries()) {
    if (!chosen.has(index)) continue
    for (const span of block.spans) {
      const whole =
        block.spans.length === 1 ? block.text : (paper.pages[span.pageIndex]?.text.slice(span.start, span.end) ?? '')
      const text = block.kind === 'equation' ? '(formula)' : neutralise(whole).trim()
      const pieces = pages.get(span.pageIndex) ?? []
      pages.set(span.pageIndex, pieces)
      if (text !== '') pieces.push(text)
    }
  }
  return [...pages]
    .toSorted(([a], [b]) => a - b)
    .map(([pageIndex, pieces]) => ({ pageNumber: pageIndex + 1, text: pieces.join('\n\n') }))
}

export const joinPages = (pages: readonly SentPage[]): string =>
  pages
    .map(({ pageNumber, text }) => `${pageLine(pageNumber)}\n${text}`)
    .join('\n\n')
    .toWellFormed()
