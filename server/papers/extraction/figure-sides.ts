/** What stands above and below a figure's caption, up to the next barrier, and on which side the figure is. */
import type { Box } from '../schema.ts'
import type { Caption } from './captions.ts'
import type { Scene } from './figures.ts'
import { joinBoxes, type Graphic } from './page-content.ts'
import { area, isRule, spanOf, xOverlap, type XSpan } from './region-parts.ts'
import type { StyledLine } from './styled-line.ts'

export type FigureSide = {
  /** From the caption to the barrier, over the caption's span. */
  strip: Box
  graphics: Graphic[]
  lines: StyledLine[]
  /** Boxes of turned words. */
  turned: Box[]
}

type Way = -1 | 1

/** Above (-1) unless the graphics are below. */
export function directionsOf(caption: Caption, scene: Scene): { way: Way; side: FigureSide } {
  const span = widened(caption, spanOf(caption, scene.page, scene.roles), scene)
  const above = sideOf(caption, span, -1, scene)
  const below = sideOf(caption, span, 1, scene)
  if (drawnArea(above) >= 400 || drawnArea(below) < 400) return { way: -1, side: above }
  // A figure made of text above wins over graphics below, which may be the next figure's.
  const nearest = Math.max(...above.lines.map((line) => line.box[3]))
  const isText = above.lines.length >= 4 && caption.box[1] - nearest < 25
  return isText ? { way: -1, side: above } : { way: 1, side: below }
}

function drawnArea({ graphics }: FigureSide): number {
  const drawn = graphics.filter((graphic) => !isRule(graphic)).map(({ box }) => box)
  return drawn.length > 0 ? area(drawn.reduce(joinBoxes)) : 0
}

/** A page-wide figure with its caption in one column: its graphics go on over the gutter, and no text stands there. */
function widened(caption: Caption, span: XSpan, scene: Scene): XSpan {
  const { page, barriers, captions, graphics } = scene
  const { box } = caption
  const isLeft = span[1] < page.middle + 5
  if (!page.twoColumns || !(isLeft || span[0] > page.middle - 5)) return span
  const side = sideOf(caption, span, -1, scene)
  const own = side.graphics.filter((graphic) => !isRule(graphic))
  // One picture over both columns is no column's own.
  const crossing = graphics.filter(
    ({ box: other }) =>
      other[0] < page.middle - 8 &&
      other[2] > page.middle + 8 &&
      other[3] - other[1] > 14 &&
      other[1] >= side.strip[1] - 12 &&
      other[3] <= side.strip[3] + 12,
  )
  const pieces = own.length > 0 ? own : crossing
  if (pieces.length === 0) return span
  const region = pieces.map((graphic) => graphic.box).reduce(joinBoxes)
  const top = region[1] + 2
  const bottom = box[1] - 1
  const isOther = (other: Box): boolean => (isLeft ? other[2] > page.middle + 8 : other[0] < page.middle - 8)
  const isBlocked =
    barriers.some(
      (line) => !caption.lines.includes(line) && isOther(line.box) && line.box[3] > top && line.box[1] < bottom,
    ) ||
    captions.some(
      (other) =>
        other !== caption &&
        other.kind === 'figure' &&
        isOther(other.box) &&
        other.box[1] < box[3] + 30 &&
        other.box[3] > top,
    )
  if (isBlocked || bottom - top <= 20) return span
  const across = graphics.filter(
    (graphic) =>
      !isRule(graphic) &&
      isOther(graphic.box) &&
      graphic.box[3] > top &&
      graphic.box[1] < bottom &&
      graphic.box[3] <= box[1] + 14,
  )
  const goesOn = across.some(
    (graphic) =>
      (graphic.box[0] < page.middle - 8 && graphic.box[2] > page.middle + 8) ||
      (isLeft ? graphic.box[0] - region[2] < 45 : region[0] - graphic.box[2] < 45),
  )
  return goesOn ? [page.left - 12, page.right + 12] : span
}

function sideOf(caption: Caption, span: XSpan, way: Way, scene: Scene): FigureSide {
  const { page, barriers, graphics, looseLines, tableBoxes, roles } = scene
  const { box } = caption
  const limit = limitOf(caption, span, way, scene)
  const strip: Box = way < 0 ? [span[0], limit - 1, span[1], box[1] + 2] : [span[0], box[3] - 2, span[1], limit + 1]
  const inStrip = (other: Box): boolean => {
    const middle = (other[1] + other[3]) / 2
    const isBetween = middle > strip[1] - 2 && middle < strip[3] + 2
    return isBetween && other[1] >= strip[1] - 12 && other[3] <= strip[3] + 12 && touches(other, span)
  }
  const isFrameOfOthers = (other: Box): boolean => {
    if (other[0] >= span[0] - 25 && other[2] <= span[1] + 25) return false
    const framed = barriers.filter((line) => {
      const centre = (line.box[0] + line.box[2]) / 2
      const inside =
        line.box[0] >= other[0] && line.box[2] <= other[2] && line.baseline > other[1] && line.baseline < other[3]
      return inside && !line.furniture && roles.paragraphLines.has(line) && (centre > span[1] || centre < span[0])
    })
    return framed.length >= 4
  }
  const isInTable = (other: Box): boolean =>
    tableBoxes.some(
      (table) =>
        other[0] >= table[0] - 2 && other[2] <= table[2] + 2 && other[1] >= table[1] - 2 && other[3] <= table[3] + 2,
    )
  return {
    strip,
    graphics: graphics.filter(
      (graphic) =>
        inStrip(graphic.box) &&
        xOverlap(graphic.box, span) >= 0.6 * (graphic.box[2] - graphic.box[0]) &&
        !isInTable(graphic.box) &&
        !isFrameOfOthers(graphic.box),
    ),
    lines: looseLines.filter((line) => inStrip(line.box) && line.box[0] >= span[0] - 6 && line.box[2] <= span[1] + 10),
    turned: page.turned.filter(({ box: other, size }) => size < 40 && inStrip(other)).map(({ box: other }) => other),
  }
}

const touches = (box: Box, span: XSpan): boolean => xOverlap(box, span) > Math.min(12, 0.5 * (box[2] - box[0]))

/** The first barrier away from the caption that is not itself text of the figure. */
function limitOf(caption: Caption, span: XSpan, way: Way, scene: Scene): number {
  const { page, barriers, roles, bodySize, graphics } = scene
  const own = caption.box
  const isOn = (box: Box): boolean => (way < 0 ? box[3] <= own[1] + 3 : box[1] >= own[3] - 3)
  const ordered = barriers
    .filter((line) => !caption.lines.includes(line) && touches(line.box, span) && isOn(line.box))
    .toSorted((a, b) => (way < 0 ? b.box[3] - a.box[3] : a.box[1] - b.box[1]))
  const holders = containersOn(caption, span, way, scene)
  const isHard = (line: StyledLine): boolean =>
    roles.captionLines.has(line) || line.furniture || roles.headingLines.has(line) || line.size >= bodySize - 1
  for (const line of ordered) {
    const { box } = line
    const isInside =
      !roles.captionLines.has(line) &&
      !line.furniture &&
      holders.some(
        (holder) =>
          holder[0] <= box[0] + 2 && holder[2] >= box[2] - 2 && holder[1] <= box[1] + 3 && holder[3] >= box[3] - 3,
      )
    if (isInside) continue
    if (way < 0 && roles.paragraphLines.has(line) && !isHard(line)) {
      // A short block of small print, with graphics behind it, is text of the figure.
      const block = page.lines.filter(
        (other) =>
          roles.paragraphLines.has(other) &&
          Math.abs(other.size - line.size) < 0.3 &&
          touches(other.box, span) &&
          Math.abs(other.baseline - line.baseline) < 4.2 * line.size,
      )
      const behind = ordered.find((other) => isHard(other) && other.box[3] <= box[1] + 3)?.box[3] ?? 0
      const drawn = graphics.filter(
        (graphic) =>
          !isRule(graphic) && touches(graphic.box, span) && graphic.box[3] < box[3] && graphic.box[1] > behind,
      )
      if (block.length <= 5 && drawn.length >= 2) continue
    }
    return way < 0 ? box[3] : box[1]
  }
  return way < 0 ? page.heightPt * 0.03 : page.heightPt * 0.97
}

/** Larger boxes of the figure (white ones too): a barrier inside one is the figure's own text. */
function containersOn(caption: Caption, span: XSpan, way: Way, { page, captions }: Scene): Box[] {
  const pageArea = page.widthPt * page.heightPt
  const own = caption.box
  return page.graphics
    .map(({ box }) => box)
    .filter(
      (box) =>
        box[3] - box[1] > 14 &&
        area(box) > 1500 &&
        area(box) < 0.55 * pageArea &&
        box[3] - box[1] < 0.8 * page.heightPt &&
        xOverlap(box, span) > 0 &&
        xOverlap(box, span) >= 0.5 * Math.min(box[2] - box[0] || 0.1, span[1] - span[0]) &&
        (way < 0 ? box[3] <= own[1] + 6 : box[1] >= own[3] - 6) &&
        !captions.some(
          (other) =>
            other.box[1] > box[1] + 4 && other.box[3] < box[3] - 4 && other.box[0] < box[2] && other.box[2] > box[0],
        ),
    )
}
