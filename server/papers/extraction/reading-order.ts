/** The order that a page is read in: its drawing order, unless geometry contradicts it. */
import { blocksFromLines, type TextBlock } from './blocks.ts'
import type { BodyStyle } from './body-style.ts'
import { makeLine, type Line } from './lines.ts'
import { isOutOfOrder } from './order-evidence.ts'
import type { Word } from './page-content.ts'
import { rowsOf } from './rows.ts'

/**
 * @param lines of one page in drawing order, furniture left out
 * @returns the same lines; where geometry contradicts the drawing order, sorted by columns, and cut where they ran across
 */
export function readingOrder(lines: readonly Line[], body: BodyStyle): Line[] {
  const blocks = blocksFromLines(lines, body, new Map())
  // A first page whose title comes late in the drawing: the drawing order is no witness there.
  const untitled = lines[0]?.pageIndex === 0 && hasLateTitle(blocks, body)
  return untitled || isOutOfOrder(lines, blocks, body) ? byGeometry(lines, body) : [...lines]
}

const isTitle = (block: TextBlock, body: BodyStyle): boolean => block.letters > 12 && block.size > 1.3 * body.size

/** `title` stands above `block` in the same column. */
function standsAbove(title: TextBlock, block: TextBlock): boolean {
  const overlap = Math.min(title.x1, block.x1) - Math.max(title.x0, block.x0)
  return title.y1 <= block.y0 + 1 && overlap > 0.35 * Math.min(title.x1 - title.x0, block.x1 - block.x0)
}

const hasLateTitle = (blocks: readonly TextBlock[], body: BodyStyle): boolean =>
  blocks.some(
    (title, i) =>
      isTitle(title, body) &&
      blocks.some((block, k) => k < i && block.letters > 12 && block !== title && standsAbove(title, block)),
  )

/** What is set as a title goes before the blocks under it; repairing more than titles breaks pages that were right. */
export function raiseTitles(blocks: readonly TextBlock[], body: BodyStyle): TextBlock[] {
  if (!hasLateTitle(blocks, body)) return [...blocks]
  const titles = blocks.filter((block) => isTitle(block, body))
  const left = new Set(blocks)
  const ordered: TextBlock[] = []
  while (left.size > 0) {
    const free = [...left].find(
      (block) =>
        !titles.some((title) => left.has(title) && title !== block && block.letters > 12 && standsAbove(title, block)),
    )
    const next = free ?? [...left][0]
    if (!next) break
    left.delete(next)
    ordered.push(next)
  }
  return ordered
}

/** XY cut: split at white columns first, else at the white row that lets one side fall into columns. */
function byGeometry(lines: readonly Line[], body: BodyStyle): Line[] {
  const narrow = lines.flatMap((line) => splitAtGaps(line))
  return cut(narrow, body, 0).flatMap((group) => rowsOf(group).flatMap((row) => row.lines))
}

/** Lines drawn across the gutter are cut at every gap that is wider than a space. */
function splitAtGaps(line: Line): Line[] {
  const parts: Word[][] = []
  for (const word of line.words.toSorted((a, b) => a.x0 - b.x0)) {
    const part = parts.at(-1)
    const end = part ? Math.max(...part.map(({ x1 }) => x1)) : 0
    const size = part ? Math.max(word.size, ...part.map((one) => one.size)) : 0
    if (part && word.x0 - end < 0.75 * size) part.push(word)
    else parts.push([word])
  }
  return parts.map((words) => makeLine(words, line.pageIndex))
}

const deepest = 40

function cut(lines: readonly Line[], body: BodyStyle, depth: number): Line[][] {
  if (lines.length <= 1 || depth > deepest) return [[...lines]]
  const columns = columnCut(lines, body)
  if (columns) return columns.flatMap((side) => cut(side, body, depth + 1))
  const sorted = lines.toSorted((a, b) => a.baseline - b.baseline)
  const gaps = rowGaps(sorted)
  const splits = [
    ...gaps.filter((i) => columnCut(sorted.slice(i), body)),
    ...gaps.toReversed().filter((i) => columnCut(sorted.slice(0, i), body)),
  ]
  const [at] = splits
  if (at === undefined) return [sorted]
  return [sorted.slice(0, at), sorted.slice(at)].flatMap((side) => cut(side, body, depth + 1))
}

/** Indexes of the lines that nothing above reaches down to. */
function rowGaps(sorted: readonly Line[]): number[] {
  const gaps: number[] = []
  let bottom = -Infinity
  for (const [i, line] of sorted.entries()) {
    if (i > 0 && line.baseline - 0.75 * line.size >= bottom - 0.15 * line.size) gaps.push(i)
    bottom = Math.max(bottom, line.baseline + 0.2 * line.size)
  }
  return gaps
}

/** The widest white column with text on both sides: two lines at least, of more than 12 letters on average. */
function columnCut(lines: readonly Line[], body: BodyStyle): [Line[], Line[]] | null {
  const sorted = lines.toSorted((a, b) => a.x0 - b.x0)
  let right = sorted[0]?.x1 ?? 0
  let best: { gap: number; at: number } | null = null
  for (const [i, line] of sorted.entries()) {
    const gap = line.x0 - right
    if (
      i > 0 &&
      gap > Math.max(0.55 * body.size, best?.gap ?? 0) &&
      isColumn(sorted.slice(0, i), body) &&
      isColumn(sorted.slice(i), body)
    )
      best = { gap, at: i }
    right = Math.max(right, line.x1)
  }
  return best && [sorted.slice(0, best.at), sorted.slice(best.at)]
}

function isColumn(lines: readonly Line[], body: BodyStyle): boolean {
  const letters = lines.reduce((sum, line) => sum + line.letters, 0)
  const width = Math.max(...lines.map((line) => line.x1)) - Math.min(...lines.map((line) => line.x0))
  return lines.length >= 2 && letters / lines.length > 12 && width > 5 * body.size
}
