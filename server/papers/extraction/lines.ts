/** Words -> lines, in drawing order, with the size and weight of most of their letters. */
import type { Font, Word } from './page-content.ts'

/** A word's text as it stands in the line: scripts marked, right-to-left turned. */
export type Piece = { text: string; spaceBefore: boolean; word: Word }

export type Line = {
  pageIndex: number
  words: Word[]
  /** In reading order; their texts and spaces make `text`. */
  pieces: Piece[]
  text: string
  x0: number
  x1: number
  /** Of most of the letters. */
  baseline: number
  size: number
  font: Font
  /** More than 70 % of the letters. */
  bold: boolean
  letters: number
}

const script = /^[-−–+]?\d+(?:[.,–-]\d+)*$/
/** Hebrew, Arabic and their kin. */
export const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const anyLetter = /\p{L}/u
const startsWithMark = /^\p{M}/u

type OpenLine = { words: Word[]; x0: number; x1: number; baseline: number; size: number; main: number }

/**
 * Join words to lines in drawing order. A word goes on when it follows within 1.6 em on the same baseline, or, smaller or
 * larger, near it: scripts, small capitals, drop caps.
 * @param words that run right, in drawing order
 */
export function linesFromWords(words: readonly Word[], pageIndex: number): Line[] {
  const lines: Line[] = []
  let open: OpenLine | null = null
  for (const word of words) {
    if (open && goesOn(open, word)) {
      open.words.push(word)
      open.x1 = Math.max(open.x1, word.x1)
      const length = word.text.length
      if (word.size > open.size && word.size * Math.min(6, length) > open.size * Math.min(6, open.main)) {
        open.size = word.size
        open.baseline = word.baseline
        open.main = length
      } else if (word.size === open.size) open.main += length
      continue
    }
    if (open) lines.push(makeLine(open.words, pageIndex))
    open = {
      words: [word],
      x0: word.x0,
      x1: word.x1,
      baseline: word.baseline,
      size: word.size,
      main: word.text.length,
    }
  }
  if (open) lines.push(makeLine(open.words, pageIndex))
  return lines
}

function goesOn(line: OpenLine, word: Word): boolean {
  const before = line.words.at(-1)
  if (!before) return false
  const big = Math.max(line.size, word.size)
  const off = Math.abs(word.baseline - line.baseline)
  const otherSize = word.size < 0.9 * line.size || line.size < 0.9 * word.size
  const gap = word.x0 - line.x1
  if (gap >= 1.6 * big) return false
  if (off < 0.1 * big && followsLeftward(before, word, big)) return true
  const besideLast = Math.abs(word.baseline - before.baseline) < 0.1 * big && gap > -0.2 * big && off < 0.8 * big
  if (!(off < 0.45 * big || (otherSize && off < 0.8 * big) || besideLast)) return false
  return (
    gap > -0.5 * big ||
    // A subscript under its superscript.
    (otherSize && word.x0 >= before.x0 - 0.6 * big && word.x0 > line.x0) ||
    (off > 0.1 * big &&
      off < 0.8 * big &&
      word.x0 > before.x0 - 0.3 * big &&
      word.x0 > line.x0 + 2 * big &&
      gap > -3 * big)
  )
}

/** Right-to-left writing that is drawn in the order of reading: each word, or each letter, left of the one before. */
function followsLeftward(before: Word, word: Word, big: number): boolean {
  const gap = before.x0 - word.x1
  return gap > -0.2 * big && gap < 1.6 * big && (rightToLeft.test(word.text) || rightToLeft.test(before.text))
}

/** @param words of one line, not empty */
export function makeLine(words: Word[], pageIndex: number): Line {
  const { size, baseline } = mainSize(words)
  let letters = 0
  let bold = 0
  let x0 = Infinity
  let x1 = -Infinity
  let rtl = 0
  let ltr = 0
  const fonts = new Map<Font, number>()
  for (const word of words) {
    const n = word.text.length
    letters += n
    if (word.font.bold) bold += n
    x0 = Math.min(x0, word.x0)
    x1 = Math.max(x1, word.x1)
    fonts.set(word.font, (fonts.get(word.font) ?? 0) + n)
    if (rightToLeft.test(word.text)) rtl += n
    else if (anyLetter.test(word.text)) ltr += n
  }
  const pieces = rtl > 1 && rtl > ltr ? rightToLeftPieces(words) : leftToRightPieces(words, size, baseline)
  const font = [...fonts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  const text = pieces.map((piece, i) => (i > 0 && piece.spaceBefore ? ' ' : '') + piece.text).join('')
  return { pageIndex, words, pieces, text, x0, x1, baseline, size, font, bold: bold > 0.7 * letters, letters }
}

/** The size that most letters have: a drop cap or a formula's big sign must not make a body line a title. */
function mainSize(words: readonly Word[]): { size: number; baseline: number } {
  const sizes = new Map<number, { n: number; baseline: number; size: number }>()
  for (const word of words) {
    const key = Math.round(word.size * 5)
    const entry = sizes.get(key)
    if (entry) entry.n += word.text.length
    else sizes.set(key, { n: word.text.length, baseline: word.baseline, size: word.size })
  }
  const ranked = [...sizes.values()].toSorted((a, b) => b.n - a.n || b.size - a.size)
  const most = ranked[0] ?? { n: 0, baseline: 0, size: 0 }
  // Small capitals: fewer letters may be large, the line is as large as they are.
  const larger = ranked.find((entry) => entry.size > most.size * 1.12 && entry.n >= 0.5 * most.n)
  return larger && larger.size < 1.9 * most.size ? larger : most
}

function leftToRightPieces(words: readonly Word[], size: number, baseline: number): Piece[] {
  const pieces: Piece[] = []
  let before: Word | null = null
  for (const word of words) {
    const em: number = before ? Math.max(before.size, word.size) : word.size
    const spaceBefore: boolean =
      before !== null &&
      !startsWithMark.test(word.text) &&
      (word.spaceBefore || word.x0 - before.x1 > 0.14 * em || word.x0 < before.x0 - 0.5 * em)
    let { text } = word
    if (before && word.size < 0.86 * size && script.test(text)) {
      const raised = baseline - word.baseline
      const mark = raised > 0.15 * size ? '^{' : raised < -0.08 * size ? '_{' : ''
      if (mark) {
        text = `${mark}${text}}`
        const last = pieces.at(-1)
        if (last && !spaceBefore && last.text.startsWith(mark) && last.text.endsWith('}')) {
          last.text = last.text.slice(0, -1)
          text = text.slice(2)
        }
      }
    }
    pieces.push({ text, spaceBefore, word })
    before = word
  }
  return pieces
}

const mirrored: Readonly<Record<string, string>> = { '(': ')', ')': '(', '[': ']', ']': '[' }

/** Glyphs come in visual order: words by place, right to left; runs of Latin letters and digits keep their own order. */
function rightToLeftPieces(words: readonly Word[]): Piece[] {
  const ordered = words.toSorted((a, b) => a.x0 - b.x0)
  const runs: { pieces: Piece[]; turned: boolean; spaceBefore: boolean }[] = []
  for (const [i, word] of ordered.entries()) {
    const turned = rightToLeft.test(word.text)
    const before = ordered[i - 1]
    const spaceBefore =
      before !== undefined && (word.spaceBefore || before.spaceBefore || word.x0 - before.x1 > 0.14 * word.size)
    const text = turned
      ? [...word.text]
          .toReversed()
          .map((c) => mirrored[c] ?? c)
          .join('')
          .normalize('NFKC')
      : word.text
    const run = runs.at(-1)
    if (run && !turned && !run.turned) run.pieces.push({ text, spaceBefore, word })
    else runs.push({ pieces: [{ text, spaceBefore: false, word }], turned, spaceBefore })
  }
  // The space on the left of a run stands before the run that is read next.
  let space = false
  return runs.toReversed().flatMap((run) => {
    const pieces = run.pieces.map((piece, i) => (i === 0 ? { ...piece, spaceBefore: space } : piece))
    space = run.spaceBefore
    return pieces
  })
}
