/** What the pages of one paper have in common: the body's font, size and leading, the margins and the columns. */
import type { Box } from '../schema.ts'
import type { Font, Graphic } from './page-content.ts'
import type { StyledLine } from './styled-line.ts'

/** One page as the structure rules see it. Boxes in points, origin top left. */
export type StructurePage = {
  pageIndex: number
  widthPt: number
  heightPt: number
  /** In drawing order; hidden text and review line numbers are out, furniture is in and marked. */
  lines: StyledLine[]
  /** Words that do not run right (axis labels, stamps). */
  turned: { box: Box; size: number }[]
  graphics: readonly Graphic[]
}

export type Body = { size: number; font: Font; leading: number }

export type LayoutPage = StructurePage & {
  /** Edges of the text. */
  left: number
  right: number
  middle: number
  twoColumns: boolean
}

export type Layout = { body: Body; pages: LayoutPage[]; twoColumns: boolean }

/** 0 in a page of one column, else 1 left, 2 right, 3 across both. */
export type Column = 0 | 1 | 2 | 3

export function columnOf(page: LayoutPage, line: { box: Box }): Column {
  if (!page.twoColumns) return 0
  if (line.box[0] >= page.middle - 8) return 2
  return line.box[2] <= page.middle + 8 ? 1 : 3
}

/** Width of one column of text. */
export const columnWidth = (page: LayoutPage): number =>
  page.twoColumns ? Math.max(60, (page.right - page.left) / 2 - 10) : page.right - page.left

/** @returns null when the pages have no line at all */
export function layoutOf(pages: readonly StructurePage[]): Layout | null {
  const body = bodyOf(pages)
  if (!body) return null
  const first = pages.map((page) => firstGuess(page, body))
  const twoColumns = first.filter((page) => page.twoColumns).length > first.length / 2
  const left = quantile(
    first.map((page) => page.left),
    0.25,
  )
  const right = quantile(
    first.map((page) => page.right),
    0.75,
  )
  return { body, twoColumns, pages: first.map((page) => settle(page, body, { twoColumns, left, right })) }
}

function bodyOf(pages: readonly StructurePage[]): Body | null {
  const lines = pages.flatMap((page) => page.lines)
  const half = mode(lines, (line) => Math.round(line.size * 2) / 2, byLength)
  if (half === null) return null
  const font = mode(
    lines.filter((line) => Math.abs(line.size - half) <= 0.3),
    (line) => line.font,
    byLength,
  )
  if (font === null) return null
  const size =
    mode(
      lines.filter((line) => line.font === font),
      (line) => Math.round(line.size * 10) / 10,
      byLength,
    ) ?? half
  const steps = pages.flatMap((page) =>
    page.lines.slice(1).flatMap((line, index) => {
      const before = page.lines[index]!
      const step = Math.round((line.baseline - before.baseline) * 2) / 2
      return line.font === font && before.font === font && step > 0 && step < 3 * size ? [step] : []
    }),
  )
  return {
    size,
    font,
    leading:
      mode(
        steps,
        (step) => step,
        () => 1,
      ) ?? size * 1.2,
  }
}

type Guess = LayoutPage & { across: number }

/** Two columns when lines of the body's size lie left and right of the middle and few cross it. */
function firstGuess(page: StructurePage, body: Body): Guess {
  const lines = page.lines.filter(
    (line) => !line.furniture && Math.abs(line.size - body.size) < 1.2 && line.text.length > 15,
  )
  const left =
    lines.length > 0
      ? quantile(
          lines.map((line) => line.box[0]),
          0.03,
        )
      : page.widthPt * 0.1
  const right =
    lines.length > 0
      ? quantile(
          lines.map((line) => line.box[2]),
          0.97,
        )
      : page.widthPt * 0.9
  const middle = (left + right) / 2
  const sides = sidesOf(lines, middle, right - left)
  const smaller = Math.min(sides.left, sides.right)
  const both = sides.left + sides.right
  const twoColumns =
    (smaller >= 4 && both > sides.across * 0.6) || (both >= 12 && smaller >= 2 && both > 2 * sides.across)
  return { ...page, left, right, middle, twoColumns, across: sides.across }
}

/** On a last page all text may stand in one column: then the document's columns and margins count. */
function settle(page: Guess, body: Body, document: { twoColumns: boolean; left: number; right: number }): LayoutPage {
  let { left, right, twoColumns } = page
  if (document.twoColumns && !twoColumns) {
    const lines = page.lines.filter(
      (line) => !line.furniture && Math.abs(line.size - body.size) < 1.5 && line.text.length > 15,
    )
    const sides = sidesOf(lines, (document.left + document.right) / 2, document.right - document.left)
    const both = sides.left + sides.right
    if (both >= 4 && both > 1.5 * sides.across) {
      twoColumns = true
      left = document.left
      right = document.right
    }
    if (page.across < 6) twoColumns = true
  }
  if (left > document.left + 20) left = document.left
  if (right < document.right - 20) right = document.right
  const { across: _, ...rest } = page
  return { ...rest, left, right, middle: (left + right) / 2, twoColumns }
}

function sidesOf(
  lines: readonly StyledLine[],
  middle: number,
  width: number,
): { left: number; right: number; across: number } {
  const sides = { left: 0, right: 0, across: 0 }
  for (const { box } of lines) {
    const long = box[2] - box[0] > 0.25 * width
    if (long && box[2] < middle + 6) sides.left += 1
    if (long && box[0] > middle - 6) sides.right += 1
    if (box[0] < middle - 20 && box[2] > middle + 20) sides.across += 1
  }
  return sides
}

/** @param share 0..1 @returns NaN for an empty list */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))] ?? Number.NaN
}

/** The key with the most weight; null for an empty list. */
function mode<T, K>(items: readonly T[], key: (item: T) => K, weight: (item: T) => number): K | null {
  const counts = new Map<K, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + weight(item))
  let best: K | null = null
  let bestWeight = -1
  for (const [candidate, total] of counts) if (total > bestWeight) [best, bestWeight] = [candidate, total]
  return best
}

const byLength = (line: StyledLine): number => line.text.length
