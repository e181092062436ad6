/** What figure and table regions are made of: boxes, what stops them, and the width that a caption rules over. */
import type { Box } from '../schema.ts'
import type { Caption } from './captions.ts'
import type { Graphic } from './page-content.ts'
import type { LayoutPage } from './page-layout.ts'
import type { StyledLine } from './styled-line.ts'

/** Lines by what they are, for one paper. */
export type Roles = {
  captions: readonly Caption[]
  captionLines: ReadonlySet<StyledLine>
  paragraphLines: ReadonlySet<StyledLine>
  headingLines: ReadonlySet<StyledLine>
}

export type XSpan = readonly [from: number, to: number]

export const area = (box: Box): number => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1])
export const xOverlap = (box: Box, [from, to]: XSpan): number => Math.min(box[2], to) - Math.max(box[0], from)
export const intersects = (a: Box, b: Box, by: number): boolean =>
  Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > by && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > by

const isWhite = (colour: string | null): boolean => colour !== null && /^#f{6}$/i.test(colour)

/** A white or transparent fill without a stroke, or a white stroke: it frames, but shows nothing. */
export function isBlank({ kind, fill, stroke, alpha }: Graphic): boolean {
  if (kind !== 'path') return false
  if (stroke === null) return isWhite(fill) || alpha === 0
  return fill === null && isWhite(stroke)
}

/** Long and flat: rules of tables, footnotes and running heads. */
export const isRule = ({ box }: Graphic): boolean => box[3] - box[1] < 1.6 && box[2] - box[0] > 25

/** The caption's column, or the page if it crosses the middle. */
function columnSpan(page: LayoutPage, box: Box, margin: number): XSpan {
  if (!page.twoColumns || (box[0] < page.middle - 12 && box[2] > page.middle + 12))
    return [page.left - margin, page.right + margin]
  return (box[0] + box[2]) / 2 < page.middle ? [page.left - 12, page.middle + 1] : [page.middle - 1, page.right + 12]
}

/** What a caption rules over: its column; its own width where text flows round it; half of the way to a caption beside it. */
export function spanOf(caption: Caption, page: LayoutPage, roles: Roles): XSpan {
  const { box, pageIndex } = caption
  const width = page.right - page.left
  const rows = new Set(caption.lines.map((line) => Math.round(line.baseline))).size
  const isNarrow = !page.twoColumns && rows >= 2 && box[2] - box[0] < 0.55 * width
  const offCentre = Math.abs((box[0] + box[2]) / 2 - (page.left + page.right) / 2) > 0.12 * width
  const atEdge = box[2] > page.right - 25 || box[0] < page.left + 25
  const hasProseBeside = (): boolean =>
    page.lines.some(
      (line) =>
        roles.paragraphLines.has(line) &&
        line.baseline > box[1] - 60 &&
        line.baseline < box[3] &&
        (line.box[2] < box[0] || line.box[0] > box[2]),
    )
  // Text flows round the figure: what it has is as wide as its caption.
  if (isNarrow && offCentre && atEdge && hasProseBeside()) return [box[0] - 10, box[2] + 10]
  let [from, to] = page.twoColumns
    ? columnSpan(page, box, 12)
    : ([Math.min(page.left, box[0]) - 14, Math.max(page.right, box[2]) + 14] as const)
  // Captions side by side end each other's span half-way.
  for (const other of roles.captions) {
    if (
      other.pageIndex !== pageIndex ||
      other === caption ||
      Math.min(other.box[3], box[3]) - Math.max(other.box[1], box[1]) <= 3
    )
      continue
    if (other.box[0] >= box[2] - 2) to = Math.min(to, (box[2] + other.box[0]) / 2)
    else if (other.box[2] <= box[0] + 2) from = Math.max(from, (box[0] + other.box[2]) / 2)
  }
  return [from, to]
}
