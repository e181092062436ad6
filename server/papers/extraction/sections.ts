/** Headings and their levels: which family of numbers the paper uses, which looks its headings have. */
import { headingCandidates, type HeadingCandidate, type HeadingContext } from './heading-candidates.ts'
import { isFirstLevelName, isReferencesName } from './section-names.ts'
import { squeezed, type StyledLine } from './styled-line.ts'

export type Heading = {
  /** Without its number. */
  text: string
  number: string | null
  /** 1 is a section. */
  level: number
  pageIndex: number
  lines: StyledLine[]
  /** The paragraph's text goes on in the same line. */
  runIn: boolean
}

type Judged = HeadingCandidate & { level: number | null }

/**
 * @param candidates from `headingLines`
 * @returns headings in page and drawing order
 */
export function findHeadings(candidates: readonly HeadingCandidate[][], context: HeadingContext): Heading[] {
  const judged: Judged[] = headingCandidates(candidates, context)
    .filter((candidate) => candidate.runIn || isPlausible(candidate, context))
    .map((candidate) => ({ ...candidate, level: null }))
  const runIns = judged.filter((candidate) => candidate.runIn)
  const standing = judged.filter((candidate) => !candidate.runIn)
  const scheme = schemeOf(standing, context)
  levelNumbered(standing, scheme, context)
  levelLetters(standing, scheme)
  for (const runIn of runIns) levelRunIn(runIn, scheme)
  const styleLevels = levelsByStyle(standing)
  const firstPlace = placeOfFirst(standing, runIns, context)
  if (standing.filter((candidate) => candidate.level !== null).length >= 3)
    levelUnnumbered(standing, styleLevels, firstPlace, context)
  else levelByLooks(standing, firstPlace, context)
  for (const candidate of standing)
    if (candidate.number === null && !candidate.known && placeOf(candidate) < firstPlace) candidate.level = null
  clearReferences(standing)
  return withoutRepeats(judged.filter((candidate) => candidate.level !== null)).map((candidate) => ({
    text: candidate.text.replace(/\s+/g, ' ').trim(),
    number: candidate.number,
    level: candidate.level!,
    pageIndex: candidate.page.pageIndex,
    lines: candidate.lines,
    runIn: candidate.runIn,
  }))
}

/** Sure enough to stop a figure or a table, in a first pass: numbered or a name of the first level, and set off. */
export function findSureHeadings(candidates: readonly HeadingCandidate[][], context: HeadingContext): Heading[] {
  const { body } = context.layout
  return findHeadings(candidates, context).filter(({ number, text, lines }) => {
    const line = lines[0]!
    return (number !== null || isFirstLevelName(text)) && (line.bold || line.capitals || line.size > body.size * 1.06)
  })
}

const placeOf = (candidate: HeadingCandidate): number => candidate.page.pageIndex * 1e6 + candidate.place

function isPlausible(candidate: HeadingCandidate, { layout: { body } }: HeadingContext): boolean {
  const { text, lines, number, known, big, bold } = candidate
  const first = lines[0]!
  if (lines.length > 4 || text.length > 170 || /[,;]$/.test(text) || /https?:|@/.test(text)) return false
  if (number === null && !known && lines.length > 2 && first.size < body.size * 1.3) return false
  if (!known && /[.]$/.test(text) && !big && number === null && first.wordCount > 9) return false
  if (/[=∈≤≥∑∏∫→←∀∃]/.test(text) && number === null) return false
  return !(/^\W*\p{Ll}/u.test(text) && !big && !(number !== null && bold))
}

type Scheme = { roman: boolean; style: string | null; length: number }

/** The longest chain 1, 2, 3 … (or I, II, III …) of one style; a styled chain wins over one in the body's looks. */
function schemeOf(candidates: readonly Judged[], context: HeadingContext): Scheme {
  const arabic = longestChain(
    candidates.filter(({ number }) => /^\d+$/.test(number ?? '')),
    Number,
    context,
  )
  const roman = longestChain(
    candidates.filter(({ number }) => isRoman(number)),
    romanValue,
    context,
  )
  return roman.length > arabic.length && roman.length >= 2 ? { roman: true, ...roman } : { roman: false, ...arabic }
}

function longestChain(
  candidates: readonly Judged[],
  value: (number: string) => number,
  { layout: { body } }: HeadingContext,
): { style: string | null; length: number } {
  const byStyle = Map.groupBy(candidates, ({ style }) => style)
  let best = { style: null as string | null, length: 0, weight: 0 }
  for (const [style, members] of byStyle) {
    let expected = 1
    let length = 0
    for (const { number } of members) {
      const at = value(number!)
      if (at === expected || (at === expected + 1 && length > 0)) {
        length += 1
        expected = at + 1
      }
    }
    const first = members[0]!
    const styled = first.bold || first.big || first.capitals
    let weight = length + (first.bold || first.capitals ? 0.5 : 0) + (first.lines[0]!.size > body.size + 0.4 ? 0.5 : 0)
    if (styled && (length >= 2 || (first.bold && first.big))) weight += 100
    if (length >= 1 && weight > best.weight) best = { style, length: weight >= 100 ? weight - 100 : weight, weight }
  }
  return best
}

const isRoman = (number: string | null): boolean => /^[IVX]+$/.test(number ?? '')
const romanDigits: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 }
function romanValue(number: string): number {
  const digits = [...number].map((digit) => romanDigits[digit] ?? 0)
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0)
}

/** The looks of the main chain, within what one style varies. */
function fitsStyle(candidate: Judged, style: string | null): boolean {
  if (style === null) return false
  const size = Number(style.split('|')[0])
  const own = Number(candidate.style.split('|')[0])
  const looks = candidate.bold === style.includes('b') && candidate.italic === style.includes('i')
  // Sizes of Type 3 fonts are estimates.
  return candidate.style === style || (Math.abs(own - size) <= Math.max(0.6, 0.08 * size) && looks)
}

function levelNumbered(candidates: readonly Judged[], scheme: Scheme, { layout: { body } }: HeadingContext): void {
  let last = 0
  for (const candidate of candidates) {
    const { number, bold, big, capitals, italic, otherFont, gapAbove, styled } = candidate
    if (number === null) continue
    const looks = bold || big || capitals || italic
    const depth = number.split('.').length
    if (/^\d+(\.\d+)+$/.test(number)) {
      const parts = number.split('.').map(Number)
      const inRange = parts[0]! <= 40 && parts.every((part) => part < 60)
      const long = !looks && candidate.lines[0]!.wordCount > 14
      if (((styled && (looks || otherFont)) || gapAbove > 1.3 * body.leading) && inRange && !long)
        candidate.level = depth
    } else if (/^\d+$/.test(number)) {
      if (scheme.roman) {
        if (candidate.delimiter === ')' && italic) candidate.level = 3
        continue
      }
      const setOff =
        bold || big || capitals || otherFont || italic || (scheme.length >= 3 && gapAbove > 1.3 * body.leading)
      const value = Number(number)
      const inSequence = (value >= last && value <= last + 3) || (value === 1 && scheme.length > 3)
      if (fitsStyle(candidate, scheme.style) && value <= 40 && setOff && inSequence) {
        candidate.level = 1
        last = value
      }
    } else if (scheme.roman && isRoman(number) && fitsStyle(candidate, scheme.style)) candidate.level = 1
    else if (/^[A-Z](\.\d+)+$/.test(number) && styled) candidate.level = depth
  }
}

/** A letter is a subsection under Roman numbers, else an appendix; letters come in sequence ("D. White" is a name). */
function levelLetters(candidates: readonly Judged[], scheme: Scheme): void {
  const references = candidates.find(({ text }) => isReferencesName(text))
  const afterReferences = (candidate: Judged): boolean =>
    references !== undefined && placeOf(candidate) > placeOf(references)
  const first = Math.min(
    ...candidates
      .filter(({ known, number }) => known || /^\d+$/.test(number ?? '') || (scheme.roman && isRoman(number)))
      .map(placeOf),
  )
  let last = 0
  for (const candidate of candidates) {
    const { number, styled, bold, big, capitals, italic, level } = candidate
    if (level !== null || number === null || !/^[A-Z]$/.test(number) || !styled) continue
    if (Number.isFinite(first) && placeOf(candidate) <= first) continue
    const value = number.charCodeAt(0) - 64
    const inSequence =
      value === 1 || (value > last && value <= last + (scheme.roman ? 3 : 2) && (last > 0 || scheme.roman))
    if (!inSequence) continue
    last = value
    if (scheme.roman) {
      if (!fitsStyle(candidate, scheme.style)) candidate.level = 2
      else if (afterReferences(candidate)) candidate.level = italic ? 2 : 1
    } else if (
      (bold || big || capitals) &&
      (fitsStyle(candidate, scheme.style) || afterReferences(candidate) || scheme.style === null)
    )
      candidate.level = 1
  }
}

function levelRunIn(candidate: Judged, scheme: Scheme): void {
  const { number, text } = candidate
  if (candidate.delimiter === ')') candidate.level = scheme.roman ? 3 : null
  else if (/^acknow/i.test(text)) candidate.level = 3
  else candidate.level = number === null ? 1 : number.split('.').length
}

type StyleLevels = Map<string, { level: number; count: number }>

function levelsByStyle(candidates: readonly Judged[]): StyleLevels {
  const levels: StyleLevels = new Map()
  for (const [style, members] of Map.groupBy(
    candidates.filter(({ level }) => level !== null),
    (candidate) => candidate.style,
  )) {
    const counts = [...Map.groupBy(members, ({ level }) => level!)].map(([level, { length }]) => ({
      level,
      count: length,
    }))
    levels.set(style, counts.toSorted((a, b) => b.count - a.count)[0]!)
  }
  return levels
}

/** Known names anywhere; others only in the looks of numbered headings, with space above and a paragraph below. */
function levelUnnumbered(
  candidates: readonly Judged[],
  styleLevels: StyleLevels,
  firstPlace: number,
  context: HeadingContext,
): void {
  const { body } = context.layout
  const starts = new Set(candidates.flatMap(({ lines }) => lines[0] ?? []))
  for (const candidate of candidates) {
    const { bold, big, capitals, italic, otherFont, gapAbove, lines } = candidate
    if (candidate.level !== null || candidate.number !== null) continue
    const alike = styleLevels.get(candidate.style)
    if (candidate.known && (candidate.styled || gapAbove > 1.3 * body.leading) && lines.length === 1) {
      const looks = bold || big || capitals || otherFont || italic
      if (alike || looks) candidate.level = isFirstLevelName(candidate.text) ? 1 : (alike?.level ?? 1)
      continue
    }
    if (!alike || alike.count < 2 || !(bold || big || capitals) || placeOf(candidate) < firstPlace) continue
    const clear = big || capitals || lines[0]!.size > body.size + 0.4 || gapAbove > 1.4 * body.leading
    if (gapAbove > 1.15 * body.leading && clear && isFollowed(candidate, starts, context)) candidate.level = alike.level
  }
}

function isFollowed(candidate: Judged, starts: ReadonlySet<StyledLine>, { paragraphLines }: HeadingContext): boolean {
  const next = candidate.page.lines.slice(candidate.lastPlace + 1).find((line) => !line.furniture)
  return !next || paragraphLines.has(next) || starts.has(next)
}

/** Papers without numbers: groups of styled lines that stand alone, by size, then weight, then capitals; three levels at most. */
function levelByLooks(candidates: readonly Judged[], firstPlace: number, { layout, title }: HeadingContext): void {
  const { body } = layout
  const open = candidates.filter(({ level, number }) => level === null && number === null)
  const styled = open.filter((candidate) => {
    const { bold, big, capitals, italic, otherFont, gapAbove, lines, page } = candidate
    if (!(bold || big || capitals || (italic && otherFont))) return false
    if (title && page === title.page && lines[0]!.size >= title.lines[0]!.size * 0.97) return false
    if (gapAbove < 1.12 * body.leading && !big && !capitals) return false
    return !(lines[0]!.wordCount > 14 && lines.length > 1 && !big)
  })
  const groups = [...Map.groupBy(styled, ({ style }) => style)]
    .map(([style, members]) => ({ style, members, size: Number(style.split('|')[0]) }))
    .filter(({ members }) => members.length >= 2 || members.some(({ known }) => known))
    .toSorted(
      (a, b) =>
        b.size - a.size ||
        Number(b.style.includes('b')) - Number(a.style.includes('b')) ||
        Number(b.style.includes('c')) - Number(a.style.includes('c')),
    )
  let level = 0
  for (const { members } of groups) {
    level += 1
    if (level > 3) break
    for (const candidate of members)
      if (candidate.known || placeOf(candidate) >= firstPlace)
        candidate.level = isFirstLevelName(candidate.text) ? 1 : Math.min(3, level)
    // A style that only names like "References" have does not push the others down.
    if (members.every(({ text }) => isFirstLevelName(text))) level -= 1
  }
  for (const candidate of open) {
    const { known, bold, capitals, big, italic, otherFont, lines, gapAbove } = candidate
    const looks = bold || capitals || big || italic || otherFont
    if (known && candidate.level === null && lines.length === 1 && looks && gapAbove > 1.05 * lines[0]!.size)
      candidate.level = 1
  }
}

/** Where headings begin: the first numbered one, or a name that stands early; a late "Related work" must not switch off the rest. */
function placeOfFirst(standing: readonly Judged[], runIns: readonly Judged[], { layout }: HeadingContext): number {
  const early = Math.max(3, layout.pages.length * 0.3)
  const isStart = ({ level, number, text, page }: Judged): boolean =>
    (level !== null && number !== null) ||
    (/^(abstract|introduction|summary|einleitung|введение|background|résumé)$/i.test(text) && page.pageIndex < early)
  const places = standing.filter(isStart).map(placeOf)
  const abstracts = runIns.filter(({ text }) => /^(abs|sum|zus|rés)/i.test(text)).map(placeOf)
  return Math.min(...places, ...abstracts, places.length + abstracts.length === 0 ? 0 : Infinity)
}

/** In the bibliography only what is numbered, known, or as large as its own heading. */
function clearReferences(candidates: readonly Judged[]): void {
  const references = candidates.findLast(({ level, text }) => level !== null && isReferencesName(text))
  if (!references) return
  const from = placeOf(references)
  const size = references.lines[0]!.size
  const ends = candidates.filter((candidate) => {
    const { level, number, big, bold, capitals, known, lines } = candidate
    if (level === null || placeOf(candidate) <= from) return false
    return (
      (number !== null && (big || bold || capitals)) ||
      known ||
      (lines[0]!.size >= size - 0.2 && bold === references.bold)
    )
  })
  const to = Math.min(...ends.map(placeOf), Infinity)
  for (const candidate of candidates)
    if (!candidate.known && placeOf(candidate) > from && placeOf(candidate) < to) candidate.level = null
}

/** What is printed five times without a number is part of tables or furniture. */
function withoutRepeats(candidates: readonly Judged[]): Judged[] {
  const counts = new Map<string, number>()
  for (const { text } of candidates) counts.set(squeezed(text), (counts.get(squeezed(text)) ?? 0) + 1)
  return candidates.filter(({ text, number }) => number !== null || counts.get(squeezed(text))! < 5)
}
