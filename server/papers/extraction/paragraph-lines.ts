/** Lines that surely belong to paragraphs: the barriers between which figures and tables are looked for. */
import type { Graphic } from './page-content.ts'
import { columnWidth, type Body, type Layout, type LayoutPage } from './page-layout.ts'
import { isRule, xOverlap } from './region-parts.ts'
import type { StyledLine } from './styled-line.ts'

/** Strict on purpose: body size, most of the column wide, mostly lower-case words, a neighbour of the same looks. */
export function findParagraphLines(layout: Layout, captionLines: ReadonlySet<StyledLine>): Set<StyledLine> {
  const found = new Set<StyledLine>()
  for (const page of layout.pages) {
    const candidates = page.lines.map((line) => !line.furniture && !captionLines.has(line))
    const rules = page.graphics.filter(isRule)
    page.lines.forEach((line, place) => {
      if (!candidates[place] || !looksLikeProse(line, layout.body) || isRuledRow(line, page.lines[place + 1], rules))
        return
      const width = line.box[2] - line.box[0]
      const column = columnWidth(page)
      if (width <= 0.62 * column || line.wordCount < 5) return
      const neighbours = [page.lines[place - 1], page.lines[place + 1]]
      const inBlock = neighbours.some((other) => other && !captionLines.has(other) && isNeighbour(line, other))
      const full = width > 0.85 * column && line.wordCount >= 7
      const isBody = Math.abs(line.size - layout.body.size) < 0.6 && line.font === layout.body.font
      if (inBlock || (full && isBody)) found.add(line)
    })
    addLastLines(page, candidates, found)
  }
  return found
}

function looksLikeProse(line: StyledLine, body: Body): boolean {
  const difference = Math.abs(line.size - body.size)
  if (difference > 0.6 && !(difference <= 2.2 && line.wordCount >= 6)) return false
  if (line.monospaced && line.font !== body.font) return false
  if (/^\([a-z]\)\s/.test(line.text) && difference > 0.3) return false
  const lower = line.text.match(/(^|\s)\p{Ll}/gu)?.length ?? 0
  return lower >= line.wordCount * 0.3
}

/** A rule as long as the line close above it, and close below a rule or a row's first cell: a row of a table in one piece. */
function isRuledRow(line: StyledLine, next: StyledLine | undefined, rules: readonly Graphic[]): boolean {
  const { box, size, baseline } = line
  const along = rules.filter((rule) => xOverlap(rule.box, [box[0], box[2]]) > 0.9 * (box[2] - box[0]))
  const near = (edge: number, y: number): boolean => Math.abs(y - edge) < 0.6 * size
  if (!along.some((rule) => near(box[1], rule.box[3]))) return false
  const step = next ? next.baseline - baseline : 0
  const overCell = next !== undefined && next.wordCount <= 2 && step > 0.7 * size && step < 1.8 * size
  return overCell || along.some((rule) => near(box[3], rule.box[1]) && rule.box[1] > box[1] + size / 2)
}

function isNeighbour(line: StyledLine, other: StyledLine): boolean {
  const step = Math.abs(other.baseline - line.baseline)
  const edges = Math.abs(other.box[0] - line.box[0]) < 3.2 * line.size || Math.abs(other.box[2] - line.box[2]) < 4
  const overlap = Math.min(other.box[2], line.box[2]) > Math.max(other.box[0], line.box[0])
  return Math.abs(other.size - line.size) < 0.4 && step > 0.7 * line.size && step < 1.7 * line.size && edges && overlap
}

/** A short line under a paragraph's line ends it. */
function addLastLines(page: LayoutPage, candidates: readonly boolean[], found: Set<StyledLine>): void {
  for (let round = 0; round < 2; round++)
    page.lines.forEach((line, place) => {
      const before = page.lines[place - 1]
      if (!candidates[place] || found.has(line) || !before || !found.has(before)) return
      const step = line.baseline - before.baseline
      const indent = line.box[0] - before.box[0]
      const alike = Math.abs(before.size - line.size) < 1 && line.font === before.font
      if (step > 0 && step < 1.7 * line.size && alike && indent < 30 && indent > -40) found.add(line)
    })
}
