/** The graphics state of a page while it is walked: what `q` saves, and what dictionaries and groups change in it. */
import type { FontMetrics, TextState } from './draw-words.ts'
import { intersect, isUpright, mapBox, multiply, type Matrix } from './matrix.ts'
import type { PaintState } from './painter.ts'

export type GraphicsState = TextState &
  PaintState & {
    /** Of the transparency groups around, as one: as `alpha` and `plain` of `PaintState`. */
    groupAlpha: number
    groupPlain: boolean
    blended: boolean
    masked: boolean
  }

/** @param viewport from PDF user space to points from the top left corner of the page */
export const initialState = (viewport: Matrix, widthPt: number, heightPt: number): GraphicsState => ({
  ctm: viewport,
  clip: [0, 0, widthPt, heightPt],
  clipIsBox: true,
  plain: true,
  groupAlpha: 1,
  groupPlain: true,
  blended: false,
  masked: false,
  stroke: '#000000',
  lineWidth: 1,
  metrics: null,
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  colour: '#000000',
  alpha: 1,
})

/** @param entries of an ExtGState dictionary, as pdf.js lists them */
export function applyEntries(
  state: GraphicsState,
  entries: readonly [string, unknown][],
  fontOf: (id: string) => FontMetrics,
): void {
  for (const [key, value] of entries) {
    if (key === 'Font' && Array.isArray(value)) {
      state.metrics = fontOf(String(value[0]))
      state.size = Number(value[1])
    } else if (key === 'ca') state.alpha = Number(value) * state.groupAlpha
    else if (key === 'LW') state.lineWidth = Number(value)
    else if (key === 'BM') state.blended = value !== 'source-over'
    else if (key === 'SMask') state.masked = value !== false
  }
  state.plain = state.groupPlain && !state.blended && !state.masked
}

/** @param box in user space @param isBox false where it is only the box around the clip */
export function clipTo(state: GraphicsState, box: ArrayLike<number>, isBox = true): void {
  state.clip = intersect(state.clip, mapBox(state.ctm, box[0]!, box[1]!, box[2]!, box[3]!))
  state.clipIsBox &&= isBox && isUpright(state.ctm)
}

/** pdf.js's own shape. */
type GroupOptions = { matrix: Matrix | null; bbox: ArrayLike<number> | null; smask: unknown }

/** Inside a transparency group, alpha, blend mode and soft mask begin anew; what they were holds for the group as one. */
export function enterGroup(state: GraphicsState, { matrix, bbox, smask }: GroupOptions): void {
  const { ctm } = state
  if (matrix) state.ctm = multiply(ctm, matrix)
  if (bbox) clipTo(state, bbox)
  // The form inside the group maps by the same matrix itself.
  state.ctm = ctm
  // What is drawn into a soft mask is not seen itself.
  if (smask) state.alpha = 0
  state.groupAlpha = state.alpha
  state.groupPlain = state.plain
  state.blended = state.masked = false
}
