/** Affine maps of the plane as PDF writes them: `[a, b, c, d, e, f]` takes (x, y) to (ax + cy + e, bx + dy + f). */
import type { Box } from '../schema.ts'

export type Matrix = readonly [number, number, number, number, number, number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** The map that does `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ]
}

/** The upright box around what the map makes of `[x0, y0, x1, y1]`. */
export function mapBox(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const ax = m[0] * x0
  const bx = m[0] * x1
  const ay = m[1] * x0
  const by = m[1] * x1
  const cx = m[2] * y0
  const dx = m[2] * y1
  const cy = m[3] * y0
  const dy = m[3] * y1
  return [
    Math.min(ax, bx) + Math.min(cx, dx) + m[4],
    Math.min(ay, by) + Math.min(cy, dy) + m[5],
    Math.max(ax, bx) + Math.max(cx, dx) + m[4],
    Math.max(ay, by) + Math.max(cy, dy) + m[5],
  ]
}

/** The point that the map takes to (x, y); not finite when the map is flat. */
export function inverse([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  const area = a * d - b * c
  return [(d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area]
}

/** Upright boxes stay upright. */
export const isUpright = ([a, b, c, d]: Matrix): boolean => (b === 0 && c === 0) || (a === 0 && d === 0)

/** What both boxes cover; x0 > x1 or y0 > y1 when they do not meet. */
export function intersect(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
}
