/** Passages -> the text of each page with its runs, and the blocks that point into them. */
import type { Box, Span, TextRun } from '../schema.ts'
import type { Vocabulary } from './hyphenation.ts'
import { jointOf } from './join-lines.ts'
import type { Lexicon } from './lexicon.ts'
import type { Line, Piece } from './lines.ts'
import { joinBoxes, wordBox } from './page-content.ts'
import type { Passage } from './passages.ts'
import { asShown, type UprightPage } from './upright-page.ts'

/** A page's text while it is written. */
type Draft = { text: string; runs: [start: number, end: number, box: Box][] }

export type WrittenPassage = {
  passage: Passage
  /** Whole, words joined over every break. */
  text: string
  spans: Span[]
  boxes: { pageIndex: number; box: Box }[]
}
export type WrittenPage = { text: string; runs: TextRun[] }

const startsWithMark = /^\p{M}/u

/**
 * @param pages by page index
 * @returns page texts (NFC, a blank line between passages), their runs sorted and apart, boxes on the page as shown; and
 * each passage with the spans it has in them. A word that a page break tears is whole in the passage and in two in the pages.
 */
export function writePages(
  pages: readonly UprightPage[],
  passages: readonly Passage[],
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): { pages: WrittenPage[]; passages: WrittenPassage[] } {
  const drafts = pages.map((): Draft => ({ text: '', runs: [] }))
  const written = passages.flatMap((passage) => {
    const one = writePassage(passage, drafts, vocabulary, lexicon)
    return one.text === '' ? [] : [{ ...one, boxes: boxesOf(passage.lines, pages) }]
  })
  const finished = drafts.map(({ text, runs }, pageIndex) => {
    const page = pages[pageIndex]
    return { text, runs: page ? runs.map(([start, end, box]) => toRun(start, end, asShown(page, box))) : [] }
  })
  return { pages: finished, passages: written }
}

function writePassage(
  passage: Passage,
  drafts: readonly Draft[],
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): Omit<WrittenPassage, 'boxes'> {
  const spans: Span[] = []
  let whole = ''
  let before: Line | null = null
  for (const line of passage.lines) {
    const draft = drafts[line.pageIndex]
    if (!draft || line.text === '') continue
    const joint = before === null ? 'none' : jointOf(whole, line.text, vocabulary, lexicon)
    whole = joint === 'drop' ? whole.slice(0, -1) : joint === 'space' ? `${whole} ` : whole
    let span = spans.at(-1)
    if (span?.pageIndex === line.pageIndex) {
      if (joint === 'drop') dropLast(draft)
      else if (joint === 'space') draft.text += ' '
    } else {
      if (draft.text !== '') draft.text += '\n\n'
      span = { pageIndex: line.pageIndex, start: draft.text.length, end: draft.text.length }
      spans.push(span)
    }
    const start = draft.text.length
    writeLine(draft, line.pieces)
    whole += draft.text.slice(start)
    span.end = draft.text.length
    before = line
  }
  return { passage, text: whole, spans }
}

/** Pieces without a space between them are one word, and one run when they stand side by side. */
function writeLine(draft: Draft, pieces: readonly Piece[]): void {
  for (const [i, { text, spaceBefore, word }] of pieces.entries()) {
    const last = draft.runs.at(-1)
    const box = wordBox(word)
    if (i > 0 && startsWithMark.test(text) && last) {
      draft.text = (draft.text + text).normalize('NFC')
      last[1] = draft.text.length
      continue
    }
    if (i > 0 && spaceBefore) draft.text += ' '
    const start = draft.text.length
    draft.text += text
    if (i > 0 && !spaceBefore && last && last[1] === start) {
      last[1] = draft.text.length
      last[2] = joinBoxes(last[2], box)
    } else draft.runs.push([start, draft.text.length, box])
  }
}

/** Take the hyphen of a line's end away again. */
function dropLast(draft: Draft): void {
  draft.text = draft.text.slice(0, -1)
  const last = draft.runs.at(-1)
  if (!last) return
  last[1] = draft.text.length
  if (last[1] <= last[0]) draft.runs.pop()
}

/** One box a column and page: a step up the page, or to a line beside, starts a new one. */
function boxesOf(lines: readonly Line[], pages: readonly UprightPage[]): { pageIndex: number; box: Box }[] {
  const boxes: { pageIndex: number; box: Box }[] = []
  let before: Line | null = null
  for (const line of lines) {
    const box: Box = [line.x0, line.baseline - 0.76 * line.size, line.x1, line.baseline + 0.22 * line.size]
    const last = boxes.at(-1)
    const goesOn =
      last !== undefined &&
      before !== null &&
      before.pageIndex === line.pageIndex &&
      line.baseline - before.baseline > -1.5 * line.size &&
      (Math.abs(line.baseline - before.baseline) < line.size ||
        (line.x0 < last.box[2] + 3 * line.size && line.x1 > last.box[0] - 3 * line.size))
    if (goesOn) last.box = joinBoxes(last.box, box)
    else boxes.push({ pageIndex: line.pageIndex, box })
    before = line
  }
  return boxes.flatMap(({ pageIndex, box }) => {
    const page = pages[pageIndex]
    return page ? [{ pageIndex, box: roundBox(asShown(page, box)) }] : []
  })
}

const round = (value: number): number => Math.round(value * 100) / 100
const roundBox = (box: Box): Box => [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
function toRun(start: number, end: number, box: Box): TextRun {
  const [x0, y0, x1, y1] = roundBox(box)
  return [start, end, x0, y0, x1, y1]
}
