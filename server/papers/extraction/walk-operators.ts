/** One walk over a page's operator list: words with their place and colour, and the boxes of everything painted. */
import type { CleanGlyph } from './clean-glyph.ts'
import { createWordBuilder, type FontMetrics, type Glyph } from './draw-words.ts'
import { applyEntries, clipTo, enterGroup, initialState, type GraphicsState } from './graphics-state.ts'
import { identity, mapBox, multiply, type Matrix } from './matrix.ts'
import { op } from './operator-codes.ts'
import { isUprightBox } from './outline.ts'
import { createPainter } from './painter.ts'
import type { Picture } from './pictures.ts'
import { markUnseen } from './unseen-words.ts'
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
  /** The decoded picture, by pdf.js's name for it; null where it was not decoded. */
  imageOf: (id: string) => Picture | null
  clean: Map<string, CleanGlyph>
}
export type WalkOutput = { words: Word[]; graphics: Graphic[]; characters: number; oddCharacters: number }

/** A dropped image smaller than this in points is not worth a box. */
const leastImagePt = 6

export function walkOperators(input: WalkInput): WalkOutput {
  const { operators, widthPt, heightPt, fontOf, imageOf, layerShown } = input
  const { fnArray, argsArray } = operators
  const painter = createPainter()
  const { graphics } = painter
  const builder = createWordBuilder(input.clean)
  let state = initialState(input.viewport, widthPt, heightPt)
  const stack: GraphicsState[] = []
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
  const paintStencil = (m: Matrix): void => {
    if (hiddenLayers === 0) painter.stencil(state, m)
  }
  const paintPicture = (m: Matrix, picture: Picture | null): void => {
    if (hiddenLayers === 0) painter.picture(state, m, picture)
  }
  const droppedImage = (): void => {
    if (!moved || painted) return
    const box = mapBox(state.ctm, 0, 0, 1, 1)
    if (box[2] - box[0] > leastImagePt && box[3] - box[1] > leastImagePt) paintPicture(state.ctm, null)
  }
  const paintPath = (how: number, path: ArrayLike<number> | null, bounds: ArrayLike<number> | null): void => {
    if (!path || !bounds || !Number.isFinite(bounds[0]! + bounds[3]!)) return
    if (how !== op.endPath) {
      painted = true
      if (hiddenLayers === 0)
        painter.path(state, how, path, mapBox(state.ctm, bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!))
    }
    if (clipPending) clipTo(state, bounds, isUprightBox({ path, matrix: state.ctm, evenOdd: false }))
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
        if (args[1]) clipTo(state, args[1])
        break
      case op.paintFormXObjectEnd:
        droppedImage()
        moved = false
        painted = true
        pop()
        break
      case op.beginGroup:
        push()
        enterGroup(state, args[0])
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
        applyEntries(state, args[0] ?? [], fontOf)
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
        paintPath(args[0], args[1]?.[0] ?? null, args[2])
        clipPending = false
        break
      case op.shadingFill:
        painted = true
        if (hiddenLayers === 0) painter.shading(state)
        break
      case op.paintImageXObject:
        painted = true
        paintPicture(state.ctm, imageOf(args[0]))
        break
      case op.paintInlineImageXObject:
        painted = true
        paintPicture(state.ctm, args[0])
        break
      case op.paintSolidColorImageMask:
        painted = true
        paintPicture(state.ctm, null)
        break
      case op.paintImageMaskXObject:
        painted = true
        paintStencil(state.ctm)
        break
      case op.paintImageXObjectRepeat:
      case op.paintImageMaskXObjectRepeat: {
        painted = true
        const plain = fnArray[i] === op.paintImageXObjectRepeat
        const places: ArrayLike<number> = (plain ? args[3] : args[5]) ?? []
        const shape = plain ? [args[1], 0, 0, args[2]] : [args[1], args[2], args[3], args[4]]
        for (let k = 0; k + 1 < places.length; k += 2)
          paintStencil(
            multiply(state.ctm, [shape[0], shape[1], shape[2], shape[3], places[k] ?? 0, places[k + 1] ?? 0]),
          )
        break
      }
      case op.paintInlineImageXObjectGroup:
        painted = true
        for (const piece of args[1] ?? []) paintStencil(multiply(state.ctm, piece.transform))
        break
      case op.paintImageMaskXObjectGroup:
        painted = true
        for (const piece of args[0] ?? []) paintStencil(multiply(state.ctm, piece.transform))
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
  markUnseen(words, painter)
  return { words, graphics, characters, oddCharacters }
}
