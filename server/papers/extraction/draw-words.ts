/** Glyphs as pdf.js lists them -> words: what stands together without a gap, with font, size, place and colour. */
import type { Box } from '../schema.ts'
import { cleanGlyph, combiningAccent, dingbat, type CleanGlyph } from './clean-glyph.ts'
import { intersect, type Matrix } from './matrix.ts'
import { wordBox, type Direction, type Font, type Word } from './page-content.ts'

/** A glyph, or a shift of the pen in thousandths of the font size, to the left when positive. */
export type Glyph = number | { unicode: string; width: number; isSpace: boolean; vmetric?: readonly number[] | null }

/** A font with what the walk needs to place its glyphs. */
export type FontMetrics = {
  font: Font
  /** From glyph width to text space at size 1: .001, or the first entry of a Type 3 font's matrix. */
  widthScale: number
  /** Height of the em at size 1; a Type 3 font's is estimated. */
  em: number
}

export type TextState = {
  metrics: FontMetrics | null
  size: number
  charSpacing: number
  wordSpacing: number
  horizontalScale: number
  leading: number
  rise: number
  mode: number
  colour: string
  alpha: number
  /** On the page: nothing is seen outside. */
  clip: Box
}

export type WordBuilder = {
  words: Word[]
  /** Characters seen, and the odd ones among them. */
  characters: number
  oddCharacters: number
  /** Draw glyphs at (x, y) of `matrix`; returns the pen's way in text space. */
  draw(glyphs: readonly Glyph[], matrix: Matrix, x: number, y: number, state: TextState, drawnAfter: number): number
  /** Close the open word: call it once at the end of a page. */
  finish(): void
}

/** Ink that is thinner than this share is not seen on paper. */
const leastAlpha = 0.05
/** A word of which less than this share of its box is left by the clip can't be read. */
const leastLeft = 0.25
/** A gap wider than this share of the em parts two words (measured: 14 % never had to move). */
const wordGap = 0.14
const isWhite = (colour: string): boolean => /^#f[c-f]f[c-f]f[c-f]$/i.test(colour)
const nonAscii = /[^\x20-\x7e]/
const letter = /\p{L}/u

function directionOf(ux: number, uy: number, length: number): Direction {
  if (Math.abs(uy) < 0.15 * length) return ux > 0 ? 'right' : 'left'
  if (Math.abs(ux) < 0.15 * length) return uy > 0 ? 'down' : 'up'
  return 'slanted'
}

/** How a word is painted, as far as words must not mix: nothing, white, or ink. */
const shadeOf = (colour: string, outlined: boolean): number =>
  colour === 'none' ? 0 : !outlined && isWhite(colour) ? 1 : 2

/** @param clean shared by the pages of one file, so that each mapping is cleaned once */
export function createWordBuilder(clean: Map<string, CleanGlyph>): WordBuilder {
  const words: Word[] = []
  let word: Word | null = null
  let wordShade = 2
  let wordClip: Box | null = null
  let lastGlyph = { x: 0, y: 0 }
  let space = false
  /** The pen went back on its line: what follows may be drawn a second time to look bold. */
  let rewound = false

  const end = (): void => {
    if (!word) return
    const closed = word
    word = null
    if (nonAscii.test(closed.text)) closed.text = closed.text.normalize('NFC')
    if (wordClip && isCutAway(closed, wordClip)) closed.unseen = 'clipped'
    const printed = rewound ? words.slice(-80).find((earlier) => isOverprint(earlier, closed)) : undefined
    if (!printed) words.push(closed)
    // What the last print looks like is what is seen.
    else if (closed.colour !== 'none' && !closed.unseen) Object.assign(printed, lookOf(closed))
  }
  const cleaned = (unicode: string): CleanGlyph => {
    let known = clean.get(unicode)
    if (!known) clean.set(unicode, (known = cleanGlyph(unicode)))
    return known
  }

  const builder: WordBuilder = {
    words,
    characters: 0,
    oddCharacters: 0,
    finish: end,
    draw(glyphs, m, x, y, state, drawnAfter) {
      const { metrics, size: fontSize, charSpacing } = state
      if (!metrics) return 0
      const { font } = metrics
      const across = Math.hypot(m[0], m[1]) || 1e-6
      const up = Math.hypot(m[2], m[3]) || 1e-6
      const size = Math.abs(fontSize) * up * metrics.em
      const em = Math.abs(fontSize) * across * Math.abs(state.horizontalScale) * metrics.em
      const direction = font.vertical ? 'vertical' : directionOf(m[0], m[1], across)
      const nx = m[0] / across
      const ny = m[1] / across
      const kx = m[0] * state.horizontalScale
      const ky = m[1] * state.horizontalScale
      const startX = m[0] * x + m[2] * (y + state.rise) + m[4]
      const startY = m[1] * x + m[3] * (y + state.rise) + m[5]
      const widthScale = fontSize * metrics.widthScale
      const unpainted = state.mode === 3 || state.mode === 7 || state.alpha < leastAlpha
      const colour = unpainted ? 'none' : state.colour
      const outlined = state.mode === 1 || state.mode === 2 || state.mode === 5 || state.mode === 6
      const shade = shadeOf(colour, outlined)
      let otherLook = shade !== wordShade || !isSameBox(state.clip, wordClip)
      const isDingbats = font.name.endsWith('Dingbats')
      let pen = 0
      for (const glyph of glyphs) {
        if (typeof glyph === 'number') {
          pen -= (glyph * fontSize) / 1000
          continue
        }
        const advance = glyph.width * widthScale + charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
        const unicode = isDingbats ? dingbat(glyph.unicode) : glyph.unicode
        const { text: character, odd } = cleaned(unicode)
        builder.characters += 1
        builder.oddCharacters += odd > 0 ? 1 : 0
        if (character === ' ' || character === '') {
          if (character === ' ' || glyph.isSpace) space = true
          pen += advance
          continue
        }
        if (direction === 'vertical') {
          // Vertical writing: the pen goes down by the glyph's own height, a full em where the font does not say.
          const down = Math.abs((glyph.vmetric?.[0] ?? -1000) * widthScale)
          const gx = startX
          const gy = startY + pen * up
          if (!word || word.direction !== direction || space || Math.abs(word.x1 - gx) > 0.5 * size) {
            end()
            rewound = false
            word = newWord(gx, gy, size, font, direction, space, colour, outlined, drawnAfter)
            wordClip = state.clip
            space = false
          }
          word.text += character
          word.x1 = gx
          word.endBaseline = gy + down * up
          pen += down
          continue
        }
        const gx = startX + kx * pen
        const gy = startY + ky * pen
        let piece = character
        if (word) {
          const dx = (gx - word.x1) * nx + (gy - word.endBaseline) * ny
          const dy = (gy - word.endBaseline) * nx - (gx - word.x1) * ny
          const sameLine: boolean = word.direction === direction && Math.abs(dy) < 0.08 * size
          const same: boolean =
            sameLine && (Math.abs(word.size - size) < 0.06 * size || (font.type3 && word.font === font))
          const last = word.text.at(-1) ?? ''
          const accent = same && dx < -0.12 * em ? combiningAccent(last) : undefined
          if (accent !== undefined && letter.test(character)) {
            // TeX draws an accent first and its letter under it.
            const base = character === 'ı' ? 'i' : character === 'ȷ' ? 'j' : character
            word.text = word.text.slice(0, -1) + (base + accent).normalize('NFC')
            piece = ''
            space = false
          } else if (
            same &&
            !space &&
            character === last &&
            Math.hypot(gx - lastGlyph.x, gy - lastGlyph.y) < 0.1 * em
          ) {
            // The same glyph at the same place: drawn twice to look bold.
            pen += advance
            continue
          } else if (!(
            same &&
            !space &&
            dx > -0.45 * em &&
            dx < wordGap * em &&
            !otherLook &&
            sameFace(word.font, font)
          )) {
            end()
            rewound = sameLine && (rewound || dx < -0.5 * em)
          }
        }
        if (!word) {
          word = newWord(gx, gy, size, font, direction, space, colour, outlined, drawnAfter)
          wordShade = shade
          wordClip = state.clip
          otherLook = false
          space = false
        }
        word.text += piece
        lastGlyph = { x: gx, y: gy }
        // With character spacing: letterspaced heads stay whole words.
        word.x1 = gx + kx * advance
        word.endBaseline = gy + ky * advance
        pen += advance
      }
      return direction === 'vertical' ? 0 : pen * state.horizontalScale
    },
  }
  return builder
}

function newWord(
  x: number,
  y: number,
  size: number,
  font: Font,
  direction: Direction,
  spaceBefore: boolean,
  colour: string,
  outlined: boolean,
  drawnAfter: number,
): Word {
  return {
    text: '',
    x0: x,
    baseline: y,
    x1: x,
    endBaseline: y,
    size,
    font,
    direction,
    spaceBefore,
    colour,
    outlined,
    drawnAfter,
    unseen: null,
  }
}

/** "Abstract—In": a run-in head touches its paragraph, but its letters are bold or slanted. */
const sameFace = (a: Font, b: Font): boolean => a === b || (a.bold === b.bold && a.italic === b.italic)

/** The same word at the same place: a poor man's bold. */
function isOverprint(a: Word, b: Word): boolean {
  return (
    a.text === b.text &&
    Math.abs(a.x0 - b.x0) < 0.15 * b.size &&
    Math.abs(a.baseline - b.baseline) < 0.1 * b.size &&
    Math.abs(a.size - b.size) < 0.06 * b.size
  )
}

const lookOf = ({ colour, outlined, drawnAfter, unseen }: Word): Partial<Word> => ({
  ...{ colour, outlined, drawnAfter, unseen },
})

const isSameBox = (a: Box, b: Box | null): boolean =>
  a === b || (b !== null && a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3])

function isCutAway(word: Word, clip: Box): boolean {
  const { x0, x1, baseline, endBaseline, size } = word
  const reach = (at: number, low: number, high: number): boolean => at - size >= low && at + size <= high
  if (reach(x0, clip[0], clip[2]) && reach(x1, clip[0], clip[2]))
    if (reach(baseline, clip[1], clip[3]) && reach(endBaseline, clip[1], clip[3])) return false
  const box = wordBox(word)
  const left = intersect(box, clip)
  const width = left[2] - left[0]
  const height = left[3] - left[1]
  // The size of a Type 3 font is only estimated.
  if (width < 0 || height < 0 || word.font.type3) return width < 0 || height < 0
  return width * height < leastLeft * (box[2] - box[0]) * (box[3] - box[1])
}
