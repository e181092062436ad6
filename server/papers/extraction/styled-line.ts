/** A line with the facts of its looks that titles, headings and captions are told by. */
import { joinBoxes, wordBox, type Font, type Word } from './page-content.ts'
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

const formulaFont = /^(CMMI|CMSY|CMEX|MSAM|MSBM|EUFM|EUSM|MTMI|MTSY|rsfs|txsy|txmi|stmary|wasy|CMBSY|CMMIB|BBM|dsrom)|math|symbol/i
const monospacedFont = /mono|cour|CMTT|SFTT|typewriter|consol/i
const smallCapitalFont = /csc|smallcap|-sc$|SC\d+$/i

export const isFormulaFont = (font: Font): boolean => formulaFont.test(font.name)

/** Gap in shares of the smaller size from which two words are apart. */
const wordGap = 0.13

/** @param words of one line, left to right, not empty */
export function styledLine(words: readonly Word[], at: { pageIndex: number; index: number; furniture: boolean }): StyledLine {
  const tallest = tallestOf(words)
  const baseline = words.find((word) => Math.abs(word.size - tallest) <= tallest * 0.02)!.baseline
  const parts = words.map((word, place) => ({
    word,
    raised: word.size < 0.85 * tallest && Math.abs(word.baseline - baseline) > 0.12 * tallest,
    gap: place === 0 ? 0 : word.x0 - words[place - 1]!.x1,
  }))
  const plain = parts.filter((part) => !part.raised)
  const counted = (plain.length > 0 ? plain : parts).map(({ word }) => ({ word, letters: letterCount(word.text) }))
  const total = counted.reduce((sum, { letters }) => sum + letters, 0) || 1
  const share = (is: (font: Font) => boolean): number =>
    counted.reduce((sum, { word, letters }) => sum + (is(word.font) ? letters : 0), 0) / total
  const text = textOfParts(parts)
  const sizes = countBy(counted, ({ word }) => Math.round(word.size * 10) / 10)
  const commonSize = most(sizes)
  const allLetters = [...text].filter((character) => /\p{L}/u.test(character))
  const upper = allLetters.filter((letter) => letter === letter.toUpperCase() && letter !== letter.toLowerCase()).length
  const capitals = allLetters.length >= 3 && upper / allLetters.length > 0.85
  const largest = Math.max(...sizes.keys())
  const twoSizes = capitals && largest > commonSize * 1.1
  const formula = share(isFormulaFont)
  const box = words.map(wordBox).reduce(joinBoxes)
  return {
    ...at,
    text,
    box: [box[0], baseline - 0.75 * tallest, box[2], baseline + 0.22 * tallest],
    baseline,
    size: twoSizes ? largest : commonSize,
    tallest,
    bold: share((font) => font.bold) > 0.6,
    italic: share((font) => font.italic) > 0.6 && formula < 0.5,
    monospaced: share((font) => monospacedFont.test(font.name)) > 0.6,
    formula,
    font: most(countBy(counted, ({ word }) => word.font)),
    capitals,
    smallCapitals: twoSizes || share((font) => smallCapitalFont.test(font.name)) > 0.5,
    wordCount: text.split(' ').length,
    letters: allLetters.length,
    parts,
  }
}

/** The largest size of the words, a drop cap left out: one or two letters much larger than the rest. */
function tallestOf(words: readonly Word[]): number {
  const largest = Math.max(...words.map((word) => word.size))
  const rest = words.filter((word) => word.size < largest / 1.6)
  const cap = words.filter((word) => word.size >= largest / 1.6).map((word) => word.text).join('')
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
  // TeX sets a cedilla after its letter.
  return text.replace(/\s+/g, ' ').replace(/(\p{L})\s?¸/gu, '$1\u0327').trim().normalize('NFC')
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
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

const letterCount = (text: string): number => [...text].filter((character) => /[\p{L}\p{N}]/u.test(character)).length

function countBy<K>(counted: readonly { word: Word; letters: number }[], key: (item: { word: Word }) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const item of counted) counts.set(key(item), (counts.get(key(item)) ?? 0) + item.letters + 0.01)
  return counts
}

function most<K>(counts: ReadonlyMap<K, number>): K {
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0]
}
