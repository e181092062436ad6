/** Where the figures stand: the graphics between a caption and the next barrier, with the text that belongs to them. */
import type { Box } from '../schema.ts'
import type { Caption } from './captions.ts'
import { directionsOf, type FigureSide } from './figure-sides.ts'
import { joinBoxes, type Graphic } from './page-content.ts'
import type { Layout, LayoutPage } from './page-layout.ts'
import { area, isBlank, isRule, type Roles } from './region-parts.ts'
import type { StyledLine } from './styled-line.ts'
import type { TableRegion } from './table-regions.ts'

export type FigureRegion = { caption: Caption; pageIndex: number; box: Box }

/** @returns a region for each figure caption that has one; boxes in points, origin top left */
export function findFigureRegions(layout: Layout, roles: Roles, tables: readonly TableRegion[]): FigureRegion[] {
  return layout.pages.flatMap((page) => {
    const captions = roles.captions.filter(({ pageIndex }) => pageIndex === page.pageIndex)
    if (!captions.some(({ kind }) => kind === 'figure')) return []
    const scene = sceneOf(page, layout, roles, captions, tables)
    return captions.flatMap((caption) => {
      const box = caption.kind === 'figure' ? regionOf(caption, scene) : null
      return box ? [{ caption, pageIndex: page.pageIndex, box: rounded(box) }] : []
    })
  })
}

/** One page, sorted into what shows, what stops, and what may be joined. */
export type Scene = {
  page: LayoutPage
  bodySize: number
  captions: readonly Caption[]
  roles: Roles
  graphics: Graphic[]
  barriers: StyledLine[]
  looseLines: StyledLine[]
  tableBoxes: Box[]
}

function sceneOf(
  page: LayoutPage,
  { body }: Layout,
  roles: Roles,
  captions: readonly Caption[],
  tables: readonly TableRegion[],
): Scene {
  const onPage = tables.filter(({ caption }) => caption.pageIndex === page.pageIndex)
  const tableLines = new Set(onPage.flatMap(({ lines }) => lines))
  const pageArea = page.widthPt * page.heightPt
  const graphics = page.graphics.filter((graphic) => {
    const { box } = graphic
    const isSpeck = box[2] - box[0] < 0.05 && box[3] - box[1] < 0.05
    const isMargin = box[3] < page.heightPt * 0.065 || box[1] > page.heightPt * 0.955
    const isBackground = area(box) > 0.8 * pageArea
    return !isSpeck && !isMargin && !isBackground && !isBlank(graphic)
  })
  const barriers = page.lines.filter(
    (line) =>
      line.furniture ||
      roles.captionLines.has(line) ||
      roles.paragraphLines.has(line) ||
      roles.headingLines.has(line) ||
      tableLines.has(line),
  )
  const stopping = new Set(barriers)
  // Small print in a paragraph's shape may be the text of a figure.
  const looseLines = page.lines.filter(
    (line) =>
      !stopping.has(line) ||
      (roles.paragraphLines.has(line) && !roles.headingLines.has(line) && line.size < body.size - 1),
  )
  const tableBoxes = onPage.map(({ box }) => box)
  return { page, bodySize: body.size, captions, roles, graphics, barriers, looseLines, tableBoxes }
}

function regionOf(caption: Caption, scene: Scene): Box | null {
  const beside = besideCaption(caption, scene)
  if (beside) return beside
  const { way, side } = directionsOf(caption, scene)
  const gathered = gather(caption, side, way)
  if (!gathered) return nextToCaption(caption, scene)
  const { page } = scene
  let box: Box = [
    Math.max(0, gathered[0]),
    Math.max(0, gathered[1]),
    Math.min(page.widthPt, gathered[2]),
    Math.min(page.heightPt, gathered[3]),
  ]
  box =
    way < 0
      ? [box[0], box[1], box[2], Math.min(box[3], caption.box[1])]
      : [box[0], Math.max(box[1], caption.box[3]), box[2], box[3]]
  return area(box) < 300 ? null : box
}

type Piece = { box: Box; graphic: Graphic | null }

/** Pieces of the strip from the caption on, gap by gap; then only the text that stands close to the graphics. */
function gather(caption: Caption, side: FigureSide, way: -1 | 1): Box | null {
  const { strip } = side
  const stripWidth = strip[2] - strip[0]
  // A rule at the strip's far end belongs to footnotes or a running head.
  const isEdgeRule = (graphic: Graphic): boolean =>
    isRule(graphic) &&
    graphic.box[2] - graphic.box[0] > 0.75 * stripWidth &&
    Math.min(Math.abs(graphic.box[1] - strip[1]), Math.abs(graphic.box[1] - strip[3])) < 14
  const pieces: Piece[] = [
    ...side.graphics.filter((graphic) => !isEdgeRule(graphic)).map((graphic) => ({ box: graphic.box, graphic })),
    ...side.lines.map(({ box }) => ({ box, graphic: null })),
    ...side.turned.map((box) => ({ box, graphic: null })),
  ].toSorted((a, b) => (way < 0 ? b.box[3] - a.box[3] : a.box[1] - b.box[1]))
  const hasGraphics = pieces.some(({ graphic }) => graphic && !isRule(graphic))
  const gapLimit = hasGraphics ? 46 : 30
  const used: Piece[] = []
  let edge = way < 0 ? caption.box[1] : caption.box[3]
  for (const piece of pieces) {
    const gap = way < 0 ? edge - piece.box[3] : piece.box[1] - edge
    if (gap > (used.length > 0 ? gapLimit : 60)) {
      if (!piece.graphic) continue
      if (gap > 70) break
    }
    used.push(piece)
    edge = way < 0 ? Math.min(edge, piece.box[1]) : Math.max(edge, piece.box[3])
  }
  const drawn = used.filter(({ graphic }) => graphic).map(({ box }) => box)
  if (!hasGraphics || drawn.length === 0) return used.length > 0 ? used.map(({ box }) => box).reduce(joinBoxes) : null
  return withText(
    drawn.reduce(joinBoxes),
    used.filter(({ graphic }) => !graphic).map(({ box }) => box),
    14,
    16,
  )
}

/** Axis labels and legends: three rounds, since one carries the next. */
function withText(graphics: Box, texts: readonly Box[], dyLimit: number, dxLimit: number): Box {
  let box = graphics
  for (let round = 0; round < 3; round++)
    for (const text of texts) {
      const dy = Math.max(box[1] - text[3], text[1] - box[3])
      const dx = Math.max(box[0] - text[2], text[0] - box[2])
      if (dy < dyLimit && dx < dxLimit) box = joinBoxes(box, text)
    }
  return box
}

/** A narrow caption off the centre, with graphics at its side over most of its height. */
function besideCaption({ box: caption }: Caption, scene: Scene): Box | null {
  const { page, graphics, looseLines, roles } = scene
  const width = page.right - page.left
  const offCentre = Math.abs((caption[0] + caption[2]) / 2 - (page.left + page.right) / 2)
  if (page.twoColumns || caption[2] - caption[0] > 0.5 * width || offCentre < 0.15 * width) return null
  for (const isLeft of [true, false]) {
    const isAtSide = (box: Box): boolean => (isLeft ? box[2] <= caption[0] + 3 : box[0] >= caption[2] - 3)
    const near = graphics.filter(
      (graphic) =>
        !isRule(graphic) &&
        graphic.box[3] > caption[1] - 30 &&
        graphic.box[1] < caption[3] + 30 &&
        isAtSide(graphic.box),
    )
    if (near.length === 0) continue
    const box = near.map((graphic) => graphic.box).reduce(joinBoxes)
    const overlap = Math.min(box[3], caption[3]) - Math.max(box[1], caption[1])
    if (area(box) < 2500 || overlap < 0.6 * (caption[3] - caption[1]) || box[3] - box[1] < 40) continue
    const hasProse = page.lines.some(
      (line) =>
        roles.paragraphLines.has(line) && line.baseline > box[1] + 4 && line.box[1] < box[3] - 4 && isAtSide(line.box),
    )
    if (hasProse) continue
    const others = [...graphics, ...looseLines, ...page.turned].map((piece) => piece.box)
    return withText(
      box,
      others.filter((other) => isAtSide(other) && other[3] > page.heightPt * 0.06),
      10,
      12,
    )
  }
  return null
}

/** Nothing above or below: graphics on the caption's own rows. */
function nextToCaption({ box: caption }: Caption, { page }: Scene): Box | null {
  const near = page.graphics.filter(
    (graphic) =>
      !isBlank(graphic) &&
      area(graphic.box) < 0.8 * page.widthPt * page.heightPt &&
      graphic.box[3] > caption[1] - 4 &&
      graphic.box[1] < caption[3] + 4 &&
      (graphic.box[2] <= caption[0] + 4 || graphic.box[0] >= caption[2] - 4) &&
      graphic.box[3] - graphic.box[1] > 15,
  )
  if (near.length === 0) return null
  const box = near.map((graphic) => graphic.box).reduce(joinBoxes)
  return area(box) > 1500 ? box : null
}

/** Is the line inside a region? For headings: labels of a figure are none. */
export function isInRegion(line: StyledLine, regions: readonly FigureRegion[]): boolean {
  return regions.some(
    ({ pageIndex, box }) =>
      pageIndex === line.pageIndex &&
      line.box[0] >= box[0] - 3 &&
      line.box[2] <= box[2] + 3 &&
      line.baseline > box[1] &&
      line.baseline <= box[3] + 2,
  )
}

const rounded = (box: Box): Box => [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
const round = (value: number): number => Math.round(value * 10) / 10
