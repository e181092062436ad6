/** A line with the facts of its looks that titles, headings and captions are told by. */
import { wordBox, type Font, type Word } from './page-content.ts'
import type { Box } from '../schema.ts'

export type Part = {
  word: Word
  /** A superscript, by its size and baseline. */
  raised: boolean
  /** Points to the part before it; 0 for the first. */
  gap: number
}

export type StyledLine = {
  pageIndex: number
  /** Place in the drawing order of its page. */
  index: number
  text: string
  box: Box
  baseline: number
  /** Of most of its letters, superscripts left out; the larger of both for small capitals. */
  size: number
  /** Of its largest letters. */
  tallest: number
  /** More than 60 % of its letters. */
  bold: boolean
  italic: boolean
  monospaced: boolean
  /** Share 0..1 of the letters in fonts for formulas. */
  formula: number
  /** Font of most of its letters. */
  font: Font
  /** All capitals, three letters at least. */
  capitals: boolean
  smallCapitals: boolean
  wordCount: number
  letters: number
  parts: Part[]
  /** Running heads, page numbers and the like: barriers, never content. */
  furniture: boolean
}

const formulaFont =
  /^(CMMI|CMSY|CMEX|MSAM|MSBM|EUFM|EUSM|MTMI|MTSY|rsfs|txsy|txmi|stmary|wasy|CMBSY|CMMIB|BBM|dsrom)|math|symbol/i
const monospacedFont = /mono|cour|CMTT|SFTT|typewriter|consol/i
const smallCapitalFont = /csc|smallcap|-sc$|SC\d+$/i

export const isFormulaFont = (font: Font): boolean => formulaFont.test(font.name)

const oddSpace = /\s\s|[^\S ]/
const nonAscii = /[^\t-~]/

/** Gap in shares of the smaller size from which two words are apart. */
const wordGap = 0.13

/** @param words of one line, left to right, not empty */
export function styledLine(
  words: readonly Word[],
  at: { pageIndex: number; index: number; furniture: boolean },
): StyledLine {
  const tallest = tallestOf(words)
  const baseline = words.find((word) => Math.abs(word.size - tallest) <= tallest * 0.02)!.baseline
  const parts = words.map((word, place) => ({
    word,
    raised: word.size < 0.85 * tallest && Math.abs(word.baseline - baseline) > 0.12 * tallest,
    gap: place === 0 ? 0 : word.x0 - words[place - 1]!.x1,
  }))
  const plain = parts.filter((part) => !part.raised)
  const counted = (plain.length > 0 ? plain : parts).map(({ word }) => ({ word, letters: letterCount(word.text) }))
  const sizes = countBy(counted, ({ word }) => Math.round(word.size * 10) / 10)
  const fonts = countBy(counted, ({ word }) => word.font)
  const total = counted.reduce((sum, { letters }) => sum + letters, 0) || 1
  // A line has many words and few fonts: each font is asked once.
  const share = (is: (font: Font) => boolean): number => {
    let sum = 0
    for (const font of fonts.keys())
      if (is(font)) for (const { word, letters } of counted) if (word.font === font) sum += letters
    return sum / total
  }
  const text = textOfParts(parts)
  const commonSize = most(sizes)
  const { letters, upper } = casesOf(text)
  const capitals = letters >= 3 && upper / letters > 0.85
  const largest = Math.max(...sizes.keys())
  const twoSizes = capitals && largest > commonSize * 1.1
  const formula = share(isFormulaFont)
  let left = Infinity
  let right = -Infinity
  for (const word of words) {
    const box = wordBox(word)
    left = Math.min(left, box[0])
    right = Math.max(right, box[2])
  }
  return {
    ...at,
    text,
    box: [left, baseline - 0.75 * tallest, right, baseline + 0.22 * tallest],
    baseline,
    size: twoSizes ? largest : commonSize,
    tallest,
    bold: share((font) => font.bold) > 0.6,
    italic: share((font) => font.italic) > 0.6 && formula < 0.5,
    monospaced: share((font) => monospacedFont.test(font.name)) > 0.6,
    formula,
    font: most(fonts),
    capitals,
    smallCapitals: twoSizes || share((font) => smallCapitalFont.test(font.name)) > 0.5,
    wordCount: text.split(' ').length,
    letters,
    parts,
  }
}

/** The largest size of the words, a drop cap left out: one or two letters much larger than the rest. */
function tallestOf(words: readonly Word[]): number {
  const largest = Math.max(...words.map((word) => word.size))
  const rest = words.filter((word) => word.size < largest / 1.6)
  if (rest.length === 0) return largest
  const cap = words
    .filter((word) => word.size >= largest / 1.6)
    .map((word) => word.text)
    .join('')
  const others = rest.map((word) => word.text).join('')
  return letterCount(cap) <= 2 && letterCount(others) > 6 ? Math.max(...rest.map((word) => word.size)) : largest
}

/** The words of some parts as text: spaces where a gap or a space glyph was. */
export function textOfParts(parts: readonly Part[]): string {
  let text = ''
  let before: Word | null = null
  for (const { word } of parts) {
    const apart = before && (word.spaceBefore || isApart(before, word))
    text += (apart ? ' ' : '') + word.text
    before = word
  }
  const spaced = oddSpace.test(text) ? text.replace(/\s+/g, ' ') : text
  if (!nonAscii.test(spaced)) return spaced.trim()
  // TeX sets a cedilla after its letter.
  const composed = spaced.includes('¸') ? spaced.replace(/(\p{L})\s?¸/gu, '$1\u0327') : spaced
  return composed.trim().normalize('NFC')
}

/** A gap between them, or a step back (the next part of a joined line). */
export function isApart(before: Word, word: Word): boolean {
  const gap = word.x0 - before.x1
  return gap > wordGap * Math.min(before.size, word.size) || gap < -2 * word.size
}

/** Join the lines of one title, heading or caption: words broken at a line end are mended where the next starts in lower case. */
export function joinLineTexts(texts: readonly string[]): string {
  return texts.reduce((joined, text) => {
    if (joined === '') return text
    if (/\p{L}[-\u00ad‐]$/u.test(joined) && /^\p{Ll}/u.test(text)) return joined.slice(0, -1) + text
    return /[-–—/]$/.test(joined) ? joined + text : `${joined} ${text}`
  }, '')
}

/** Letters and digits only, in lower case, without accents: for comparing what is printed twice. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Letters and digits. Nearly all words are ASCII, and they are counted without a regular expression. */
function letterCount(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) return [...text].filter((character) => /[\p{L}\p{N}]/u.test(character)).length
    if (isAsciiLetter(code) || (code >= 48 && code <= 57)) count += 1
  }
  return count
}

function casesOf(text: string): { letters: number; upper: number } {
  let letters = 0
  let upper = 0
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (code > 127 ? !/\p{L}/u.test(character) : !isAsciiLetter(code)) continue
    letters += 1
    if (code > 127 ? character === character.toUpperCase() && character !== character.toLowerCase() : code <= 90)
      upper += 1
  }
  return { letters, upper }
}

const isAsciiLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

function countBy<K>(
  counted: readonly { word: Word; letters: number }[],
  key: (item: { word: Word }) => K,
): Map<K, number> {
  const counts = new Map<K, number>()
  for (const item of counted) {
    const at = key(item)
    counts.set(at, (counts.get(at) ?? 0) + item.letters + 0.01)
  }
  return counts
}

function most<K>(counts: ReadonlyMap<K, number>): K {
  const [first, ...others] = counts
  return others.reduce((best, entry) => (entry[1] > best[1] ? entry : best), first!)[0]
}
