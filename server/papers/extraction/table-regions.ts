/** Where the tables stand: from each caption over rules and lines that are no prose, above or below. */
import type { Box } from '../schema.ts'
import type { Caption } from './captions.ts'
import { joinBoxes } from './page-content.ts'
import type { Layout, LayoutPage } from './page-layout.ts'
import { area, intersects, isBlank, isRule, spanOf, xOverlap, type Roles } from './region-parts.ts'
import type { StyledLine } from './styled-line.ts'
import { rulesIn, type TableRules } from './table-rules.ts'

export type TableRegion = { caption: Caption; box: Box; lines: StyledLine[]; rules: TableRules }

/** A filled box as high as this (points) is more than the ground of a cell. */
const mostCellHeight = 30

type Growth = { box: Box | null; lines: StyledLine[]; rules: number }
const nothing: Growth = { box: null, lines: [], rules: 0 }
type Choice = { caption: Caption; above: Growth; below: Growth; beside: Growth }
type Found = Omit<TableRegion, 'rules'>

/**
 * Both places occur, also in one paper: captions with only one possible side vote, then the sides are chosen jointly a page
 * (one region, one caption).
 */
export function findTableRegions(layout: Layout, roles: Roles): TableRegion[] {
  const choices = layout.pages.map((page) => {
    const captions = roles.captions.filter(({ kind, pageIndex }) => kind === 'table' && pageIndex === page.pageIndex)
    if (captions.length === 0) return []
    const framed = framedProse(page, layout.body.size, roles)
    return captions.map((caption) => grownFrom(caption, page, { roles, framed }))
  })
  const vote = choices.flat().reduce((sum, { above, below }) => {
    if (below.lines.length >= 2 && above.lines.length < 2) return sum + 1
    return above.lines.length >= 2 && below.lines.length < 2 ? sum - 1 : sum
  }, 0)
  return choices.flatMap((onPage, at) =>
    chosen(onPage, vote).map((found) => ({ ...found, rules: rulesIn(layout.pages[at]!.graphics, found.box) })),
  )
}

function grownFrom(
  caption: Caption,
  page: LayoutPage,
  { roles, framed }: { roles: Roles; framed: ReadonlySet<StyledLine> },
): Choice {
  const span = spanOf(caption, page, roles)
  const isBarrier = (line: StyledLine): boolean =>
    line.furniture ||
    (roles.captionLines.has(line) && !caption.lines.includes(line)) ||
    (roles.paragraphLines.has(line) && !framed.has(line)) ||
    roles.headingLines.has(line)
  const lines = page.lines.filter(
    (line) =>
      !isBarrier(line) && !caption.lines.includes(line) && xOverlap(line.box, span) > 0.5 * (line.box[2] - line.box[0]),
  )
  const rules = page.graphics.filter((graphic) => {
    const { kind, box, stroke } = graphic
    // Some producers draw rules as pictures.
    const isFlat = box[3] - box[1] < 1.8 || box[2] - box[0] < 1.8
    const flat = isFlat || (stroke === null && box[3] - box[1] < mostCellHeight)
    const centre = (box[0] + box[2]) / 2
    // The posts of a table in the next column stand in the gutter.
    const isInSpan = box[0] > span[0] - 20 && box[2] < span[1] + 20 && centre > span[0] && centre < span[1]
    return (kind !== 'image' || isFlat) && !isBlank(graphic) && flat && isInSpan
  })
  const barriers = [
    ...page.lines.filter((line) => isBarrier(line) && xOverlap(line.box, span) > 10).map(({ box }) => box),
    ...page.graphics
      .filter(
        ({ kind, box }) =>
          kind === 'image' && box[3] - box[1] > mostCellHeight && area(box) > 900 && xOverlap(box, span) > 0,
      )
      .map(({ box }) => box),
  ]
  const pieces = [
    ...lines.map((line) => ({ box: line.box, line, size: line.size })),
    ...rules.map(({ box }) => ({ box, line: null, size: 9 })),
  ]
  return {
    caption,
    above: grow(caption.box, pieces, barriers, -1),
    below: grow(caption.box, pieces, barriers, 1),
    beside: caption.box[2] - caption.box[0] < 0.7 * (span[1] - span[0]) ? grownBeside(caption.box, pieces) : nothing,
  }
}

/** Prose in another size than the text's, between two rules of one length: the words of a table's cells, no paragraph. */
function framedProse(page: LayoutPage, bodySize: number, roles: Roles): Set<StyledLine> {
  const rules = page.graphics.filter(isRule).map(({ box }) => box)
  const isFramed = ({ box, size }: StyledLine): boolean => {
    if (Math.abs(size - bodySize) <= 0.5) return false
    const over = rules.filter((rule) => rule[0] < box[0] + 2 && rule[2] > box[2] - 2)
    const above = over.filter((rule) => rule[1] < box[1] + 2).toSorted((a, b) => b[1] - a[1])[0]
    const below = over.filter((rule) => rule[1] > box[1] + 2).toSorted((a, b) => a[1] - b[1])[0]
    return Boolean(above && below && Math.abs(above[0] - below[0]) < 3 && Math.abs(above[2] - below[2]) < 3)
  }
  return new Set(page.lines.filter((line) => roles.paragraphLines.has(line) && isFramed(line)))
}

type Piece = { box: Box; line: StyledLine | null; size: number }

/** Walk away from the caption, up (-1) or down (1), until a gap or a barrier. */
function grow(caption: Box, pieces: readonly Piece[], barriers: readonly Box[], way: -1 | 1): Growth {
  const isOn = (box: Box): boolean => (way > 0 ? box[1] >= caption[3] - 3 : box[3] <= caption[1] + 3)
  const onSide = pieces
    .filter(({ box }) => isOn(box))
    .toSorted((a, b) => (way > 0 ? a.box[1] - b.box[1] : b.box[3] - a.box[3]))
  const stops = barriers.filter(isOn)
  const stop = way > 0 ? Math.min(...stops.map((box) => box[1])) : Math.max(...stops.map((box) => box[3]))
  const growth: Growth = { box: null, lines: [], rules: 0 }
  let edge = way > 0 ? caption[3] : caption[1]
  for (const { box, line, size } of onSide) {
    const gap = way > 0 ? box[1] - edge : edge - box[3]
    if (gap > (growth.box ? Math.max(13, 1.5 * size) : 26)) break
    if (way > 0 ? stop < box[1] + 1 : stop > box[3] - 1) break
    growth.box = growth.box ? joinBoxes(growth.box, box) : box
    edge = way > 0 ? Math.max(edge, box[3]) : Math.min(edge, box[1])
    if (line) growth.lines.push(line)
    else growth.rules += 1
  }
  return growth
}

/** The caption of a narrow table may stand at its side: what lies there without a gap, rules included, is the table. */
function grownBeside(caption: Box, pieces: readonly Piece[]): Growth {
  const sides = [
    pieces.filter(({ box }) => box[2] < caption[0] - 4),
    pieces.filter(({ box }) => box[0] > caption[2] + 4),
  ]
  const growths = sides.map((side): Growth => {
    const growth: Growth = { box: null, lines: [], rules: 0 }
    for (const { box, line, size } of side.toSorted((a, b) => a.box[1] - b.box[1])) {
      const isBesideCaption = box[3] > caption[1] - 2 * size && box[1] < caption[3]
      const isNext = growth.box ? box[1] - growth.box[3] < Math.max(13, 1.5 * size) : isBesideCaption
      if (!isNext) continue
      growth.box = growth.box ? joinBoxes(growth.box, box) : box
      if (line) growth.lines.push(line)
      else growth.rules += 1
    }
    return growth
  })
  const best = growths.toSorted((a, b) => b.lines.length - a.lines.length)[0]!
  return best.lines.length >= 3 && best.rules >= 2 ? best : nothing
}

/** More captions than this on one page are decided one by one. */
const mostJointly = 8

function chosen(choices: readonly Choice[], vote: number): Found[] {
  const joint = choices.slice(0, mostJointly)
  const weight = ({ lines, rules }: Growth, isBelow: boolean): number =>
    10 +
    Math.min((lines.length >= 3 ? lines.length : 0) + (rules >= 2 ? 4 : 0), 12) * 0.2 +
    (isBelow ? vote : -vote) * 0.3
  let best: { value: number; regions: Found[] } = { value: -Infinity, regions: [] }
  for (let sides = 0; sides < 1 << joint.length; sides++) {
    const regions: Found[] = []
    let value = 0
    joint.forEach(({ caption, above, below, beside }, index) => {
      const isBelow = ((sides >> index) & 1) === 1
      const isBeside = beside.lines.length > Math.max(above.lines.length, below.lines.length)
      const growth = isBeside ? beside : isBelow ? below : above
      const { box, lines } = growth
      if (!box || lines.length < 2) return
      if (regions.some((region) => intersects(region.box, box, 4))) return
      value += weight(growth, isBelow)
      regions.push({ caption, box, lines })
    })
    if (value > best.value) best = { value, regions }
  }
  return best.regions
}
