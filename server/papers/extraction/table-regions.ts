/** Where the tables stand: from each caption over rules and lines that are no prose, above or below. */
import type { Box } from '../schema.ts'
import type { Caption } from './captions.ts'
import { joinBoxes } from './page-content.ts'
import type { Layout, LayoutPage } from './page-layout.ts'
import { area, columnSpan, intersects, isBlank, xOverlap, type Roles } from './region-parts.ts'
import type { StyledLine } from './styled-line.ts'

export type TableRegion = { caption: Caption; box: Box; lines: StyledLine[] }

type Growth = { box: Box | null; lines: StyledLine[]; rules: number }
type Choice = { caption: Caption; above: Growth; below: Growth }

/**
 * Both places occur, also in one paper: captions with only one possible side vote, then the sides are chosen jointly a page
 * (one region, one caption).
 */
export function findTableRegions(layout: Layout, roles: Roles): TableRegion[] {
  const choices = layout.pages.map((page) =>
    roles.captions
      .filter(({ kind, pageIndex }) => kind === 'table' && pageIndex === page.pageIndex)
      .map((caption) => grownFrom(caption, page, roles)),
  )
  const vote = choices.flat().reduce((sum, { above, below }) => {
    if (below.lines.length >= 2 && above.lines.length < 2) return sum + 1
    return above.lines.length >= 2 && below.lines.length < 2 ? sum - 1 : sum
  }, 0)
  return choices.flatMap((onPage) => chosen(onPage, vote))
}

function grownFrom(caption: Caption, page: LayoutPage, roles: Roles): Choice {
  const span = columnSpan(page, caption.box, page.twoColumns ? 12 : 14)
  const isBarrier = (line: StyledLine): boolean =>
    line.furniture ||
    (roles.captionLines.has(line) && !caption.lines.includes(line)) ||
    roles.paragraphLines.has(line) ||
    roles.headingLines.has(line)
  const lines = page.lines.filter(
    (line) =>
      !isBarrier(line) && !caption.lines.includes(line) && xOverlap(line.box, span) > 0.5 * (line.box[2] - line.box[0]),
  )
  const rules = page.graphics.filter((graphic) => {
    const { kind, box, stroke } = graphic
    const flat = box[3] - box[1] < 1.8 || box[2] - box[0] < 1.8 || (stroke === null && box[3] - box[1] < 30)
    return kind !== 'image' && !isBlank(graphic) && flat && box[0] > span[0] - 20 && box[2] < span[1] + 20
  })
  const barriers = [
    ...page.lines.filter((line) => isBarrier(line) && xOverlap(line.box, span) > 10).map(({ box }) => box),
    ...page.graphics
      .filter(({ kind, box }) => kind === 'image' && area(box) > 900 && xOverlap(box, span) > 0)
      .map(({ box }) => box),
  ]
  const pieces = [
    ...lines.map((line) => ({ box: line.box, line, size: line.size })),
    ...rules.map(({ box }) => ({ box, line: null, size: 9 })),
  ]
  return { caption, above: grow(caption.box, pieces, barriers, -1), below: grow(caption.box, pieces, barriers, 1) }
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

/** More captions than this on one page are decided one by one. */
const mostJointly = 8

function chosen(choices: readonly Choice[], vote: number): TableRegion[] {
  const joint = choices.slice(0, mostJointly)
  const weight = ({ lines, rules }: Growth, isBelow: boolean): number =>
    10 +
    Math.min((lines.length >= 3 ? lines.length : 0) + (rules >= 2 ? 4 : 0), 12) * 0.2 +
    (isBelow ? vote : -vote) * 0.3
  let best: { value: number; regions: TableRegion[] } = { value: -Infinity, regions: [] }
  for (let sides = 0; sides < 1 << joint.length; sides++) {
    const regions: TableRegion[] = []
    let value = 0
    joint.forEach(({ caption, above, below }, index) => {
      const isBelow = ((sides >> index) & 1) === 1
      const growth = isBelow ? below : above
      const { box, lines } = growth
      if (!box || lines.length < 2) return
      value += weight(growth, isBelow)
      if (regions.some((region) => intersects(region.box, box, 4))) value -= 10
      else regions.push({ caption, box, lines })
    })
    if (value > best.value) best = { value, regions }
  }
  return best.regions
}
