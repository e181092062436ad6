/** One walk over a page's operator list: words with their place and colour, and the boxes of everything painted. */
import type { CleanGlyph } from './clean-glyph.ts'
import { createWordBuilder, type FontMetrics, type Glyph, type TextState } from './draw-words.ts'
import { identity, intersect, mapBox, multiply, type Matrix } from './matrix.ts'
import { op } from './operator-codes.ts'
import type { Box } from '../schema.ts'
import type { Graphic, Word } from './page-content.ts'

/** pdf.js's own shape: the arguments of an operator are an untyped list, each is named where it is read. */
export type OperatorList = { fnArray: readonly number[]; argsArray: readonly any[] }

export type WalkInput = {
  operators: OperatorList
  /** From PDF user space to points from the top left corner. */
  viewport: Matrix
  widthPt: number
  heightPt: number
  fontOf: (id: string) => FontMetrics
  /** False for optional content that is switched off. */
  layerShown: (group: unknown) => boolean
  clean: Map<string, CleanGlyph>
}
export type WalkOutput = { words: Word[]; graphics: Graphic[]; characters: number; oddCharacters: number }

type State = TextState & { ctm: Matrix; clip: Box; stroke: string; lineWidth: number }

const strokes = new Set<number>([
  op.stroke,
  op.closeStroke,
  op.fillStroke,
  op.eoFillStroke,
  op.closeFillStroke,
  op.closeEOFillStroke,
])
const fills = new Set<number>([
  op.fill,
  op.eoFill,
  op.fillStroke,
  op.eoFillStroke,
  op.closeFillStroke,
  op.closeEOFillStroke,
])
/** A dropped image smaller than this in points is not worth a box. */
const leastImagePt = 6

export function walkOperators(input: WalkInput): WalkOutput {
  const { operators, widthPt, heightPt, fontOf, layerShown } = input
  const { fnArray, argsArray } = operators
  const graphics: Graphic[] = []
  const builder = createWordBuilder(input.clean)
  let state: State = {
    ctm: input.viewport,
    clip: [0, 0, widthPt, heightPt],
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
  }
  const stack: State[] = []
  let textMatrix: Matrix = identity
  let x = 0
  let y = 0
  let lineX = 0
  let lineY = 0
  let clipPending = false
  /** Marked content that is open: true where a switched-off layer begins. */
  const marked: boolean[] = []
  let hiddenLayers = 0
  // pdf.js drops a big image with its paint operator; save, transform, restore with nothing painted are left of it.
  let moved = false
  let painted = false

  const push = (): void => {
    stack.push(state)
    state = { ...state }
  }
  const pop = (): void => {
    const below = stack.pop()
    if (below) state = below
  }
  const paint = (kind: Graphic['kind'], box: Box, fill: string | null, stroke: string | null): void => {
    if (hiddenLayers > 0) return
    const seen = intersect(box, state.clip)
    if (!(seen[2] - seen[0] > -0.01 && seen[3] - seen[1] > -0.01)) return
    graphics.push({ kind, box: seen, fill, stroke, alpha: state.alpha })
  }
  const paintImage = (m: Matrix): void => paint('image', mapBox(m, 0, 0, 1, 1), null, null)
  const droppedImage = (): void => {
    if (!moved || painted) return
    const box = mapBox(state.ctm, 0, 0, 1, 1)
    if (box[2] - box[0] > leastImagePt && box[3] - box[1] > leastImagePt) paint('image', box, null, null)
  }
  const setGraphicsState = (entries: readonly [string, unknown][]): void => {
    for (const [key, value] of entries) {
      if (key === 'Font' && Array.isArray(value)) {
        state.metrics = fontOf(String(value[0]))
        state.size = Number(value[1])
      } else if (key === 'ca') state.alpha = Number(value)
      else if (key === 'LW') state.lineWidth = Number(value)
    }
  }
  const path = (how: number, bounds: ArrayLike<number> | null): void => {
    const [x0, y0, x1, y1] = bounds ? [bounds[0], bounds[1], bounds[2], bounds[3]] : []
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined || !Number.isFinite(x0 + y1))
      return
    const box = mapBox(state.ctm, x0, y0, x1, y1)
    const stroked = strokes.has(how)
    const filled = fills.has(how)
    if (stroked || filled) {
      painted = true
      const m = state.ctm
      const half = stroked ? (state.lineWidth * Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]))) / 2 : 0
      paint(
        'path',
        [box[0] - half, box[1] - half, box[2] + half, box[3] + half],
        filled ? state.colour : null,
        stroked ? state.stroke : null,
      )
    }
    if (clipPending || how === op.clip || how === op.eoClip) state.clip = intersect(state.clip, box)
  }

  for (let i = 0; i < fnArray.length; i++) {
    const args = argsArray[i]
    switch (fnArray[i]) {
      case op.save:
        push()
        moved = false
        painted = false
        break
      case op.restore:
        droppedImage()
        moved = false
        painted = true
        pop()
        break
      case op.transform:
        moved = true
        state.ctm = multiply(state.ctm, args)
        break
      case op.paintFormXObjectBegin:
        push()
        moved = false
        painted = false
        if (args[0]) state.ctm = multiply(state.ctm, args[0])
        if (args[1])
          state.clip = intersect(state.clip, mapBox(state.ctm, args[1][0], args[1][1], args[1][2], args[1][3]))
        break
      case op.paintFormXObjectEnd:
        droppedImage()
        moved = false
        painted = true
        pop()
        break
      case op.beginGroup:
        push()
        break
      case op.endGroup:
        pop()
        break
      case op.beginText:
        textMatrix = identity
        x = y = lineX = lineY = 0
        break
      case op.setFont:
        state.metrics = fontOf(args[0])
        state.size = args[1]
        break
      case op.setCharSpacing:
        state.charSpacing = args[0]
        break
      case op.setWordSpacing:
        state.wordSpacing = args[0]
        break
      case op.setHScale:
        state.horizontalScale = args[0] / 100
        break
      case op.setLeading:
        state.leading = -args[0]
        break
      case op.setTextRise:
        state.rise = args[0]
        break
      case op.setTextRenderingMode:
        state.mode = args[0]
        break
      case op.setTextMatrix:
        textMatrix = typeof args[0] === 'number' ? args : args[0]
        x = y = lineX = lineY = 0
        break
      case op.moveText:
        x = lineX += args[0]
        y = lineY += args[1]
        break
      case op.setLeadingMoveText:
        state.leading = args[1]
        x = lineX += args[0]
        y = lineY += args[1]
        break
      case op.nextLine:
        x = lineX
        y = lineY += state.leading
        break
      case op.setFillRGBColor:
        state.colour = args[0]
        break
      case op.setFillColorN:
        state.colour = 'pattern'
        break
      case op.setFillTransparent:
        state.colour = 'none'
        break
      case op.setStrokeRGBColor:
        state.stroke = args[0]
        break
      case op.setLineWidth:
        state.lineWidth = args[0]
        break
      case op.setGState:
        setGraphicsState(args[0] ?? [])
        break
      case op.beginMarkedContentProps: {
        const hides = args[0] === 'OC' && !layerShown(args[1])
        marked.push(hides)
        if (hides) hiddenLayers += 1
        break
      }
      case op.beginMarkedContent:
        marked.push(false)
        break
      case op.endMarkedContent:
        if (marked.pop()) hiddenLayers -= 1
        break
      case op.clip:
      case op.eoClip:
        clipPending = true
        break
      case op.endPath:
        clipPending = false
        break
      case op.constructPath:
        path(args[0], args[2])
        clipPending = false
        break
      case op.shadingFill:
        painted = true
        paint('shading', state.clip, 'pattern', null)
        break
      case op.paintImageXObject:
      case op.paintInlineImageXObject:
      case op.paintImageMaskXObject:
      case op.paintSolidColorImageMask:
        painted = true
        paintImage(state.ctm)
        break
      case op.paintImageXObjectRepeat:
      case op.paintImageMaskXObjectRepeat: {
        painted = true
        const plain = fnArray[i] === op.paintImageXObjectRepeat
        const places: ArrayLike<number> = (plain ? args[3] : args[5]) ?? []
        const shape = plain ? [args[1], 0, 0, args[2]] : [args[1], args[2], args[3], args[4]]
        for (let k = 0; k + 1 < places.length; k += 2)
          paintImage(multiply(state.ctm, [shape[0], shape[1], shape[2], shape[3], places[k] ?? 0, places[k + 1] ?? 0]))
        break
      }
      case op.paintInlineImageXObjectGroup:
        painted = true
        for (const piece of args[1] ?? []) paintImage(multiply(state.ctm, piece.transform))
        break
      case op.paintImageMaskXObjectGroup:
        painted = true
        for (const piece of args[0] ?? []) paintImage(multiply(state.ctm, piece.transform))
        break
      case op.showText: {
        painted = true
        if (hiddenLayers > 0 || !state.metrics || state.size === 0) break
        const glyphs: readonly Glyph[] = args[0]
        x += builder.draw(glyphs, multiply(state.ctm, textMatrix), x, y, state, graphics.length)
        break
      }
    }
  }
  // A scanner's page may be one image without a save around it.
  droppedImage()
  builder.finish()
  const { words, characters, oddCharacters } = builder
  return { words, graphics, characters, oddCharacters }
}
