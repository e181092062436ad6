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
export function columnSpan(page: LayoutPage, box: Box, margin: number): XSpan {
  if (!page.twoColumns || (box[0] < page.middle - 12 && box[2] > page.middle + 12))
    return [page.left - margin, page.right + margin]
  return (box[0] + box[2]) / 2 < page.middle ? [page.left - 12, page.middle + 1] : [page.middle - 1, page.right + 12]
}
