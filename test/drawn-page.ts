/** Pages drawn for tests of the structure rules: a few lines of plain data in place of a PDF. */
import { linesFromWords } from '../server/papers/extraction/lines.ts'
import type { Font, Graphic, Word } from '../server/papers/extraction/page-content.ts'
import { findStructure, type LinedPage, type Structure } from '../server/papers/extraction/structure.ts'
import type { Box } from '../server/papers/schema.ts'

const font = (name: string, bold = false, italic = false): Font => ({
  ...{ id: name, name, bold, italic },
  ...{ type3: false, vertical: false },
})
const fonts = {
  body: font('Body'),
  bold: font('Body-Bold', true),
  italic: font('Body-Italic', false, true),
  code: font('Courier'),
}
export type DrawnFont = keyof typeof fonts

type Style = { size?: number; font?: DrawnFont }

/** Every letter is half an em wide, a space a quarter: at 10 points 100 letters are 500 points. */
const letterWidth = 0.5
const spaceWidth = 0.25

/** Words of one row from x on, at baseline y (points from the top). `^` before a word raises it as a mark: "Smith ^1". */
export function row(x: number, y: number, text: string, { size = 10, font: name = 'body' }: Style = {}): Word[] {
  const words: Word[] = []
  let pen = x
  for (const piece of text.split(' ')) {
    const raised = piece.startsWith('^')
    const letters = raised ? piece.slice(1) : piece
    const height = raised ? size * 0.7 : size
    if (raised) pen -= spaceWidth * size
    words.push({
      ...{ text: letters, x0: pen, x1: pen + letters.length * letterWidth * height, size: height },
      ...{ baseline: raised ? y - 0.35 * size : y, endBaseline: y, font: fonts[name], direction: 'right' as const },
      ...{ spaceBefore: words.length > 0 && !raised, colour: '#000000', outlined: false, drawnAfter: 0 },
      unseen: null,
    })
    pen = words.at(-1)!.x1 + spaceWidth * size
  }
  return words
}

const prose =
  'the rivers of the valley were measured again in spring and their levels compared with those of the years before '

/** A paragraph: full lines of lower-case prose, `width` points wide, 12 points apart. */
export function paragraph(x: number, y: number, count: number, width = 450, style: Style = {}): Word[] {
  const { size = 10 } = style
  return Array.from({ length: count }, (_, index) => {
    const start = (index * 17) % prose.length
    const letters = (prose + prose + prose).slice(start + prose.slice(start).search(/ /) + 1)
    const fitting = letters.split(' ')
    let line = fitting.shift()!
    const widthOf = (text: string): number =>
      text.split(' ').reduce((sum, word) => sum + word.length * letterWidth * size, 0) +
      (text.split(' ').length - 1) * spaceWidth * size
    while (widthOf(`${line} ${fitting[0]}`) <= width) line += ` ${fitting.shift()}`
    return row(x, y + index * 1.2 * size, line, style)
  }).flat()
}

/** A filled and stroked path. */
export const path = (box: Box): Graphic => ({ kind: 'path', box, fill: '#336699', stroke: '#000000', alpha: 1 })
export const image = (box: Box): Graphic => ({ kind: 'image', box, fill: null, stroke: null, alpha: 1 })
/** A horizontal line. */
export const rule = (x0: number, x1: number, y: number): Graphic => ({
  ...{ kind: 'path', box: [x0, y - 0.2, x1, y + 0.2], fill: null, stroke: '#000000', alpha: 1 },
})

export type DrawnPage = {
  words: readonly (readonly Word[])[]
  graphics?: readonly Graphic[]
  furniture?: readonly string[]
}

/** The structure of drawn pages of 612 x 792 points; rows in drawing order. Lines whose text is in `furniture` are marked so. */
export function structureOf(...pages: DrawnPage[]): Structure {
  return findStructure(
    pages.map(({ words, graphics = [], furniture = [] }, pageIndex): LinedPage => {
      const lines = linesFromWords(words.flat(), pageIndex)
      const marked = new Set(lines.filter(({ text }) => furniture.includes(text)))
      return { pageIndex, widthPt: 612, heightPt: 792, lines, furniture: marked, aside: [], graphics }
    }),
  )
}
