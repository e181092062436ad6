/** What is no part of the text: hidden words, review line numbers, furniture; and the lines that are left. Pure. */
import { bodyStyle, type BodyStyle } from './body-style.ts'
import { furnitureLines } from './furniture.ts'
import { visibleWords, type VisibleWords } from './hidden.ts'
import { lineNumbers } from './line-numbers.ts'
import { linesFromWords, type Line } from './lines.ts'
import type { PageContent, Word } from './page-content.ts'
import { uprightPage, type UprightPage } from './upright-page.ts'

/** Lists have one item a page, in the order of the pages given. */
export type SetAside = {
  visible: VisibleWords[]
  /** Numbers of lines in the margin of a review copy. */
  numbers: Set<Word>[]
  /** In their reading frame, without what is hidden and without line numbers. */
  pages: UprightPage[]
  /** In drawing order, furniture included. */
  drawn: Line[][]
  body: BodyStyle
  furniture: Set<Line>
}

/** @param contents all pages of the paper: what repeats is told by the others */
export function setAside(contents: readonly PageContent[]): SetAside {
  const visible = contents.map(visibleWords)
  const turned = contents.map((content, i) => uprightPage({ ...content, words: visible[i]?.words ?? [] }))
  const numbers = lineNumbers(turned)
  const pages = turned.map((page, i) => ({ ...page, words: page.words.filter((word) => !numbers[i]?.has(word)) }))
  const drawn = pages.map((page) => linesFromWords(page.words, page.pageIndex))
  const body = bodyStyle(drawn)
  const furniture = furnitureLines(
    pages.map((page, i) => ({ lines: drawn[i] ?? [], heightPt: page.heightPt })),
    body,
  )
  return { visible, numbers, pages, drawn, body, furniture }
}
