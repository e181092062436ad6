/**
 * The plain data between the reader and the rules: what a page draws, in drawing order.
 *
 * All lengths are points. The origin is the top left corner of the page as shown (crop box and /Rotate applied), y grows
 * downwards, so a box of this file is a `Box` of papers/schema.ts.
 */
import type { Box } from '../schema.ts'

export type Font = {
  /** pdf.js's own name: one a font of the file. */
  id: string
  /** PostScript name without the subset tag ("CMBX10"); empty for a Type 3 font. */
  name: string
  /** By the font's flags or by its name: TeX fonts rarely set the flag. */
  bold: boolean
  italic: boolean
  /** Glyphs are little drawings: their sizes are estimated from their widths, and often nothing tells their letters. */
  type3: boolean
  vertical: boolean
}

/** Where the words run as the page is shown; `slanted` is any other angle, `vertical` is vertical writing. */
export type Direction = 'right' | 'down' | 'left' | 'up' | 'slanted' | 'vertical'

/** Glyphs of one font, size and baseline without a gap between them. */
export type Word = {
  /** Ligatures opened, accents composed, NFC, no control characters; a glyph mapped to NUL is U+FFFD. Never empty. */
  text: string
  /** The pen's start: left end for words that run right. */
  x0: number
  baseline: number
  /** The pen's end, character spacing included: right end for words that run right. */
  x1: number
  endBaseline: number
  /** Height of the em. */
  size: number
  font: Font
  direction: Direction
  /** A space glyph was drawn between the word before and this one. */
  spaceBefore: boolean
  /** `#rrggbb`, or `pattern`; `none` where nothing is painted (text render modes 3 and 7, alpha 0, transparent). */
  colour: string
  /** Drawn with stroke only or with both (render modes 1, 2, 5, 6): then the fill colour does not tell if it is seen. */
  outlined: boolean
  /** Index into `graphics` of the first thing painted after this word. */
  drawnAfter: number
  /** Painted, and still no reader sees it; null for what nothing speaks against. */
  unseen: Unseen | null
}

/** Cut away by a clip; under an opaque shape, or an opaque picture; in the very colour of what it stands on. */
type Unseen = 'clipped' | 'covered' | 'under-picture' | 'same-colour'

export type Graphic = {
  kind: 'image' | 'path' | 'shading'
  /** Cut by the clip boxes in force; for strokes, with half of the line's width around. */
  box: Box
  /** `#rrggbb`, `pattern`, or null when the path is not filled. */
  fill: string | null
  stroke: string | null
  /** 0..1, of the fill. */
  alpha: number
}

/** One page as read. `turned` is 'right' until `uprightPage` turned it. */
export type PageContent = {
  pageIndex: number
  widthPt: number
  heightPt: number
  words: Word[]
  graphics: Graphic[]
  /** Characters drawn, and those of them that are control, private-use or replacement characters. */
  characters: number
  oddCharacters: number
  /** The page has more operators than the budget: text is from the plain text layer, without colours; graphics are cut short. */
  overBudget: boolean
  /** Why the page could not be read; then it has no words and no graphics. */
  failure: string | null
}

/** @param failure why it could not be read, as the end of a sentence */
export const failedPage = (pageIndex: number, failure: string): PageContent => ({
  pageIndex,
  // US Letter: something has to be shown for a page whose size is unknown.
  widthPt: 612,
  heightPt: 792,
  words: [],
  graphics: [],
  characters: 0,
  oddCharacters: 0,
  overBudget: false,
  failure,
})

/** Height above and below the baseline that a line's box takes, as shares of its size. */
const ascent = 0.76
const descent = 0.22

/** The box around a word, whichever way it runs: above its baseline more than below. */
export function wordBox(word: Word): Box {
  const { x0, x1, baseline, endBaseline, size, direction } = word
  const left = Math.min(x0, x1)
  const right = Math.max(x0, x1)
  const top = Math.min(baseline, endBaseline)
  const bottom = Math.max(baseline, endBaseline)
  switch (direction) {
    case 'right':
    case 'slanted':
      return [left, top - ascent * size, right, bottom + descent * size]
    case 'left':
      return [left, top - descent * size, right, bottom + ascent * size]
    case 'up':
      return [left - ascent * size, top, right + descent * size, bottom]
    case 'down':
      return [left - descent * size, top, right + ascent * size, bottom]
    case 'vertical':
      return [left - size / 2, top, right + size / 2, bottom]
  }
}

/** The smallest box around both. */
export function joinBoxes(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}
