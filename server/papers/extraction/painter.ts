/** What a page paints: the boxes of all graphics, and those of them that hide what lies under them. */
import type { Box } from '../schema.ts'
import { intersect, isUpright, mapBox, type Matrix } from './matrix.ts'
import { op } from './operator-codes.ts'
import { isInside, isUprightBox } from './outline.ts'
import type { Graphic } from './page-content.ts'
import { alphaAt, hasHoles, type Picture } from './pictures.ts'
import { mayCover, type Cover } from './unseen-words.ts'

export type PaintState = {
  ctm: Matrix
  /** The bounding box of all clips in force: nothing is seen outside. */
  clip: Box
  /** Each of the clips was an upright box: all of `clip` is seen. */
  clipIsBox: boolean
  /** Of fills: `#rrggbb`, `pattern` or `none`. */
  colour: string
  /** 0..1, of fills, the groups around included. */
  alpha: number
  stroke: string
  lineWidth: number
  /** Paint replaces what is under it: blend mode Normal, no soft mask. */
  plain: boolean
}

const strokes = new Set<number>([
  op.stroke,
  op.closeStroke,
  op.fillStroke,
  op.eoFillStroke,
  op.closeFillStroke,
  op.closeEOFillStroke,
])
const evenOddFills = new Set<number>([op.eoFill, op.eoFillStroke, op.closeEOFillStroke])
const fills = new Set<number>([op.fill, op.fillStroke, op.closeFillStroke, ...evenOddFills])

/** Longer paths (codes and coordinates) are drawings, not boxes: nothing is looked for under them. */
const longestOutline = 500
/** What lets less than this share of the ground shine through hides it. */
const opaque = 0.95

export function createPainter() {
  const graphics: Graphic[] = []
  const covers: Cover[] = []

  /** @returns the part that is seen; null when nothing is */
  const paint = (state: PaintState, kind: Graphic['kind'], box: Box, fill: string | null, stroke: string | null) => {
    const seen = intersect(box, state.clip)
    if (!(seen[2] - seen[0] > -0.01 && seen[3] - seen[1] > -0.01)) return null
    graphics.push({ kind, box: seen, fill, stroke, alpha: state.alpha })
    return seen
  }
  const canCover = (state: PaintState, box: Box): boolean =>
    state.clipIsBox && state.plain && state.alpha > opaque && mayCover(box)

  return {
    graphics,
    covers,
    /** @param how the painting operator @param box around the path, on the page */
    path(state: PaintState, how: number, path: ArrayLike<number>, box: Box): void {
      const stroked = strokes.has(how)
      const filled = fills.has(how)
      if (!stroked && !filled) return
      const m = state.ctm
      const half = stroked ? (state.lineWidth * Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]))) / 2 : 0
      const around: Box = [box[0] - half, box[1] - half, box[2] + half, box[3] + half]
      const seen = paint(state, 'path', around, filled ? state.colour : null, stroked ? state.stroke : null)
      if (!seen || !filled || path.length > longestOutline || !state.colour.startsWith('#') || !canCover(state, seen))
        return
      const outline = { path, matrix: m, evenOdd: evenOddFills.has(how) }
      covers.push({
        box: seen,
        isOpaqueAt: isUprightBox(outline) ? null : (x, y) => isInside(outline, x, y),
        fill: state.colour,
        index: graphics.length - 1,
      })
    },
    /**
     * A stencil, or many copies of one small picture: with holes, as a rule, so that it hides nothing.
     * @param m from the unit square to the page
     */
    stencil(state: PaintState, m: Matrix): void {
      paint(state, 'image', mapBox(m, 0, 0, 1, 1), null, null)
    },
    /** @param picture its pixels; null when they were not decoded: then it is taken to be opaque */
    picture(state: PaintState, m: Matrix, picture: Picture | null): void {
      const seen = paint(state, 'image', mapBox(m, 0, 0, 1, 1), null, null)
      if (!seen || !isUpright(m) || !canCover(state, seen)) return
      const isOpaqueAt =
        picture && hasHoles(picture) ? (x: number, y: number) => alphaAt(picture, m, x, y) > opaque : null
      covers.push({ box: seen, isOpaqueAt, fill: null, index: graphics.length - 1 })
    },
    shading(state: PaintState): void {
      paint(state, 'shading', state.clip, 'pattern', null)
    },
  }
}
