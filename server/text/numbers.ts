/** Read the numbers of prose: digits, words, units, scales, ranges; names, references and citations left alone. */
import { numberWordPattern, readNumberWords } from './number-words.ts'

/** `times` is a factor (3x, twofold, "ten times"); `points` are percentage points or points of a score. */
export type NumberUnit = '' | 'percent' | 'points' | 'times' | 'money' | 'clock'

export type ReadNumber = {
  /** Half-open span in the text as given (UTF-16 units), unit and scale included. */
  start: number
  end: number
  text: string
  /** Without sign, scale applied: 1.2e9 for "1.2B", 80.7 for "80.7%", 502 for the clock "5:02". */
  value: number
  /** Other readings: "5 to 10 million" leaves 5 or 5 million, "6 · 104" out of a PDF may be 60,000. */
  alternatives: number[]
  /** Digits after the point as written; 0 for words. */
  decimals: number
  /** 1, 1e3, 1e6, 1e9 or 1e12: what "K", "million" … multiplied by. */
  scale: number
  unit: NumberUnit
  /** "about", "nearly", "~", "up to" … stand before it. */
  approximate: boolean
  /** Written in words. */
  spelled: boolean
  /** May count nothing ("one of them", "twice", "half", "first", a year): worth a place, never an alarm. */
  soft: boolean
  /** A bare whole number from 1900 to 2099. */
  year: boolean
}

const digits = String.raw`(?:\d{1,3}(?:[,\u202f\u2009]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+`
/** 10^{-4}, 10⁻³: a power of ten without a factor before it. */
const lonePower = String.raw`(?<=(?<![\d.,])10)(?:\^\{?(?<lonePow>[-−–]?\d{1,2})\}?|(?<loneSup>[⁻⁺]?[⁰¹²³⁴-⁹]+))`
const exponent = String.raw`\s?[·×x*]\s?10\s?(?:\^\s?\{?\s?(?<pow>[-−–]?\d{1,2})\}?|(?<sup>[⁻⁺]?[⁰¹²³⁴-⁹]+)|(?<flat>\d)(?![\d.]))|e(?<e>[-+]?\d{1,2})(?![\p{L}\d])`
const scales = String.raw`\s?(?:bn|[KMBTk])(?![\p{L}\d])|[\s-]?(?:hundred|thousand|million|billion|trillion)s?(?!\p{L})`
const units = String.raw`\s?%(?:[\s-]points?)?|[\s-]?per\s?cent(?:age)?(?:[\s-]points?)?(?!\p{L})|[\s-]?points?(?!\p{L})|\s?pp(?!\p{L})|\s?[x×](?![\p{L}\d]|\s?\d)|[\s-]times(?!\p{L})|[\s-]?fold(?!\p{L})`
const ordinal = String.raw`(?:st|nd|rd|th)(?!\p{L})`
const numeral = new RegExp(
  String.raw`(?<money>[$€£]\s?)?(?<![\p{L}\d_.,@#'’^/\\{])(?:(?<clock>\d{1,2}:\d\d)(?![\d:])|(?<fraction>\d{1,3}/\d{1,3})(?![\d/])|(?<digits>${digits})(?<ordinal>${ordinal})?(?:${lonePower}|${exponent})?(?<scale>${scales})?(?<unit>${units})?)`,
  'gu',
)

/** A letter-hyphen before digits makes a name: ResNet-152, GPT-3; but not "by-3" of a range in words. */
const nameBefore = /[\p{L}\d]*\p{L}[\p{L}\d]*[-_]$/u
const referenceBefore =
  /(?:\b(?:sections?|secs?\.|sect\.|tables?|tabs?\.|figures?|figs?\.|eqs?\.|eqns?\.|equations?|appendix|chapter|chap\.|pages?|pp?\.|algorithms?|alg\.|theorem|thm\.|lemma|corollary|definition|footnote|refs?\.|version|v)|§)\s?\(?(?:[A-Z]?\d*(?:\.\d+)*\s?(?:[,&–-]|and|to)\s?)?$/iu
const citationBefore = /(?:\[(?:\d+[,;–-]\s?)*|\bet al\.?,?\s?\(?|\p{L}{2,},\s)$/u
const approximateBefore =
  /(?:\b(?:about|around|roughly|nearly|almost|some|approximately|approx\.|over|more than|less than|fewer than|under|close to|just|up to|at least|at most)|[~≈∼≥≤<>])\s*$/i
const measureAfter = /^(?:ms|s|h|d|px|m|mm|cm|km|nm|GB|MB|KB|TB|GiB|MiB|kHz|MHz|GHz|Hz|dB|W|kW|V)(?![\p{L}\d])/u

/**
 * All numbers of `text` in order, not overlapping. Left alone: digits in names (T5-XXL, ResNet-152, recall@20), "Table 3",
 * citations, exponents and digits glued to letters. Signs are not read. Never throws.
 */
export function readNumbers(text: string): ReadNumber[] {
  // One UTF-16 unit for one, so that places in `plain` are places in `text`.
  const plain = text.replace(/[‐‑]/g, '-').replace(/[\n\u00a0]/g, ' ')
  const found: ReadNumber[] = []
  for (const match of plain.matchAll(numeral)) {
    const number = readNumeral(plain, match)
    if (number) found.push(number)
  }
  for (const match of plain.matchAll(numberWordPattern)) {
    const number = readNumberWords(plain, match)
    if (number && !found.some((other) => other.start < number.end && number.start < other.end)) found.push(number)
  }
  found.sort((a, b) => a.start - b.start)
  joinRanges(plain, found)
  for (const number of found) {
    number.text = text.slice(number.start, number.end)
    number.approximate ||= approximateBefore.test(plain.slice(Math.max(0, number.start - 16), number.start))
  }
  return found
}

function readNumeral(plain: string, match: RegExpExecArray): ReadNumber | null {
  const groups = match.groups!
  const start = match.index
  const end = start + match[0].length
  const before = plain.slice(Math.max(0, start - 32), start)
  const after = plain.slice(end, end + 24)
  const base = {
    start,
    end,
    text: match[0],
    alternatives: [],
    decimals: 0,
    scale: 1,
    approximate: false,
    spelled: false,
    soft: false,
    year: false,
  }
  if (groups['clock']) return { ...base, value: Number(groups['clock'].replace(':', '')), unit: 'clock' }
  if (groups['fraction']) {
    const [over, under] = groups['fraction'].split('/').map(Number)
    return under && over! < under && !/^\p{L}/u.test(after)
      ? { ...base, value: over! / under, decimals: 2, unit: '', soft: true }
      : null
  }
  const face = groups['digits']!
  const unit = unitOf(groups['unit'] ?? '', groups['money'])
  const scale = scaleOf(groups['scale'] ?? '')
  const power = powerOf(groups)
  const bare = unit === '' && scale === 1
  if (nameBefore.test(before)) return null
  // "2^{-4}": the exponent of another base.
  if (/[\^_]\s?\{?[-−+]?$/.test(before)) return null
  if (referenceBefore.test(before) && bare) return null
  if (bare && /^(?:@|:\d)/.test(after)) return null
  if (bare && power === null && !groups['ordinal'] && /^\p{L}/u.test(after) && !measureAfter.test(after)) return null
  if (/\[(?:\d+[,;–-]\s?)*$/.test(before) && /^(?:[,;–-]\s?\d+)*\]/.test(after)) return null
  const whole = bare && power === null && /^\d+$/.test(face)
  const year = whole && /^(?:19|20)\d\d$/.test(face)
  if (year && citationBefore.test(before) && /^[a-z]?[),;\]]/.test(after)) return null
  const lone = groups['lonePow'] ?? groups['loneSup']
  const value = lone === undefined ? Number(face.replace(/[,\u202f\u2009]/g, '')) : 1
  const flat = groups['flat'] ? value * 10 ** Number(groups['flat']) : null
  return {
    ...base,
    value: value * scale * 10 ** (power ?? 0),
    alternatives: flat === null ? [] : [flat],
    decimals: face.split('.')[1]?.length ?? 0,
    scale: scale * 10 ** (power ?? 0),
    unit,
    soft: year,
    year,
  }
}

function unitOf(written: string, money: string | undefined): NumberUnit {
  const unit = written.trim().toLowerCase()
  if (/point|^pp$/.test(unit)) return 'points'
  if (/%|cent/.test(unit)) return 'percent'
  if (/[x×]|times|fold/.test(unit)) return 'times'
  return money ? 'money' : ''
}

function scaleOf(written: string): number {
  const scale = written.replace(/^[\s-]/, '').replace(/(?<=[a-z])s$/, '')
  const known: Record<string, number> = {
    k: 1e3,
    K: 1e3,
    M: 1e6,
    B: 1e9,
    bn: 1e9,
    T: 1e12,
    hundred: 100,
    thousand: 1e3,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
  }
  return known[scale] ?? 1
}

/** The exponent of ten, or null without one. */
function powerOf(groups: Record<string, string | undefined>): number | null {
  const written = groups['pow'] ?? groups['lonePow'] ?? groups['e'] ?? groups['sup'] ?? groups['loneSup']
  return written === undefined ? null : Number(written.normalize('NFKC').replace(/[−–]/, '-').replace('+', ''))
}

/** In "3-100x" and "1 to 33 %" the first number takes the unit of the second; "5 to 10 million" leaves two readings. */
function joinRanges(plain: string, numbers: ReadNumber[]): void {
  for (const [index, number] of numbers.entries()) {
    const next = numbers[index + 1]
    if (!next || !/^\s?(?:[-–—−]|to|and|or)\s?$/.test(plain.slice(number.end, next.start))) continue
    const isRange = /^\s?(?:[-–—−]|to)\s?$/.test(plain.slice(number.end, next.start))
    if (isRange && number.unit === '') number.unit = next.unit
    if (number.scale === 1 && next.scale > 1) number.alternatives.push(number.value * next.scale)
    // "one to five layers" counts, "one" alone may not.
    if (isRange && !next.soft && !number.year) number.soft = false
  }
}
