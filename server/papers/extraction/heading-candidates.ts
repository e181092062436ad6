/** Lines that could be headings: set off by their looks or their number, alone on their row, outside figures and tables. */
import { columnOf, type Body, type Layout, type LayoutPage } from './page-layout.ts'
import { isFirstLevelName, isKnownName } from './section-names.ts'
import { isFormulaFont, joinLineTexts, type StyledLine } from './styled-line.ts'

export type HeadingCandidate = {
  page: LayoutPage
  lines: StyledLine[]
  /** Place of the first and of the last line on their page. */
  place: number
  lastPlace: number
  /** "2.1", "A", "IV"; null without one. */
  number: string | null
  delimiter: string
  /** Without its number. */
  text: string
  big: boolean
  bold: boolean
  italic: boolean
  capitals: boolean
  otherFont: boolean
  known: boolean
  styled: boolean
  /** Baseline distances in the column; 99 where there is no neighbour. */
  gapAbove: number
  gapBelow: number
  /** Headings of one level look alike. */
  style: string
  /** Set before the text of its paragraph, on one line. */
  runIn: boolean
}

export type HeadingContext = {
  layout: Layout
  title: { page: LayoutPage; lines: readonly StyledLine[] } | null
  authorLines: ReadonlySet<StyledLine>
  captionLines: ReadonlySet<StyledLine>
  paragraphLines: ReadonlySet<StyledLine>
  tableLines: ReadonlySet<StyledLine>
  /** Is the line part of a figure? */
  inFigure: (line: StyledLine) => boolean
}

type LineContext = Omit<HeadingContext, 'tableLines' | 'inFigure'>

const numbered =
  /^(?:(?:[Aa]ppendix|APPENDIX|[Cc]hapter|CHAPTER|Kapitel|Anhang|[Ss]ection|Глава|ГЛАВА)\s+)?((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4}|[IVX]{1,5})([.):]?)\s+(?=\S)/

/** @param lines from `headingLines`, of the same context or one that knows less of tables and figures */
export function headingCandidates(lines: readonly HeadingCandidate[][], context: HeadingContext): HeadingCandidate[] {
  return lines.flatMap((ofPage) =>
    merged(ofPage.filter((candidate) => candidate.runIn || isOutsideFloats(candidate, context))),
  )
}

/** The lines that could be headings or parts of one, whether in a table or figure or not; a list a page. */
export function headingLines(context: LineContext): HeadingCandidate[][] {
  return context.layout.pages.map((page) => {
    if (isContentsPage(page) || (context.title && page.pageIndex < context.title.page.pageIndex)) return []
    return page.lines.flatMap((line, place) =>
      isOpen(line, page, context)
        ? (runInAt(page, line, place, context) ?? candidateAt(page, line, place, context) ?? [])
        : [],
    )
  })
}

function isOutsideFloats({ lines, number, text }: HeadingCandidate, { inFigure, tableLines }: HeadingContext): boolean {
  const line = lines[0]!
  return !inFigure(line) && !(tableLines.has(line) && number === null && !isFirstLevelName(text))
}

const isContentsPage = (page: LayoutPage): boolean =>
  page.lines.filter((line) => /(\.\s?){5,}/.test(line.text)).length >= 4

/** Not taken by something else, and after the title. */
function isOpen(line: StyledLine, page: LayoutPage, { title, captionLines }: LineContext): boolean {
  if (line.furniture || captionLines.has(line) || line.letters === 0) return false
  if (!title || page !== title.page) return true
  return !title.lines.includes(line) && line.baseline >= title.lines.at(-1)!.baseline
}

function candidateAt(page: LayoutPage, line: StyledLine, place: number, context: LineContext): HeadingCandidate | null {
  const { body } = context.layout
  if (line.formula > 0.5 || context.authorLines.has(line)) return null
  if ((line.letters < 3 && line.text.replace(/[^\p{L}]/gu, '').length < 3) || /^[•·◦▪–—*-]/.test(line.text)) return null
  const looks = looksOf(line, body)
  const { number, delimiter, text } = splitNumber(line, looks, body)
  const known = isKnownName(text)
  if (number !== null) {
    // A raised number belongs to an affiliation or a footnote.
    if (!/\p{L}{2}/u.test(text) || !/^[\p{L}\p{N}“"‘'(¿]/u.test(text) || line.parts[0]!.raised) return null
  }
  const tiny = line.size < body.size * 0.88 && !looks.capitals
  if (tiny && !(known && (looks.bold || looks.capitals || looks.italic || line.font !== body.font))) return null
  const gapAbove = gapBetween(page, page.lines[place - 1], line)
  const next = page.lines[place + 1]
  const gapBelow = next ? gapBetween(page, line, next) : 99
  const otherFont = line.font.name !== body.font.name
  const styled = looks.big || looks.bold || looks.italic || looks.capitals || (otherFont && (known || number !== null))
  const setOff = (number !== null && gapAbove > 1.35 * body.leading) || (known && gapAbove > 1.3 * body.leading)
  if (!styled && !setOff) return null
  if (isRunIn(line, next, gapBelow, looks, known, body)) return null
  // Last, as they look through the page.
  if (hasNeighbourOnRow(page, line, place, context) || isBetweenRules(page, line)) return null
  return {
    ...{ page, lines: [line], place, lastPlace: place, number, delimiter, text, ...looks, otherFont, known },
    ...{ styled: looks.big || looks.bold || looks.italic || looks.capitals || otherFont, gapAbove, gapBelow },
    style: styleKey(line, looks),
    runIn: false,
  }
}

type Looks = { big: boolean; bold: boolean; italic: boolean; capitals: boolean }

const looksOf = (line: StyledLine, body: Body): Looks => ({
  big: line.size >= body.size * 1.06,
  bold: line.bold && !body.font.bold,
  italic: line.italic && !body.font.italic,
  capitals: (line.capitals || line.smallCapitals) && line.letters >= 4,
})

const styleKey = (line: StyledLine, looks: Looks): string =>
  [
    Math.round(line.size * 2) / 2,
    looks.bold ? 'b' : '',
    looks.italic ? 'i' : '',
    looks.capitals ? 'c' : '',
    line.smallCapitals ? 's' : '',
  ].join('|')

function splitNumber(
  line: StyledLine,
  looks: Looks,
  body: Body,
): { number: string | null; delimiter: string; text: string } {
  const whole = { number: null, delimiter: '', text: line.text }
  const found = numbered.exec(line.text)
  if (!found) return whole
  const [start, number = '', delimiter = ''] = found
  const text = line.text.slice(start.length)
  const bare = delimiter === ''
  // "A survey of", "I think": words, not numbers.
  if (/^[A-Z]$/.test(number) && bare && /^\p{Ll}/u.test(text)) return whole
  if (number === 'A' && bare && !looks.bold && line.size <= body.size + 0.3) return whole
  return { number, delimiter, text }
}

/** Something else on its row in its column: a row of a table, an entry of a table of contents. */
function hasNeighbourOnRow(page: LayoutPage, line: StyledLine, place: number, context: LineContext): boolean {
  const column = columnOf(page, line)
  return page.lines.some((other, otherPlace) => {
    if (other === line || Math.abs(other.baseline - line.baseline) >= 0.4 * line.size) return false
    if (other.furniture || context.paragraphLines.has(other)) return false
    const isNumber = /^\d{1,3}$/.test(other.text)
    // Cells are drawn one after the other; a line of the other column is far in the stream.
    if (Math.abs(otherPlace - place) > 8 && !isNumber) return false
    if (!(other.box[0] > line.box[2] || other.box[2] < line.box[0])) return false
    const otherColumn = columnOf(page, other)
    if (page.twoColumns && otherColumn !== column && otherColumn !== 3 && column !== 3) return false
    const gap = Math.min(Math.abs(other.box[0] - line.box[2]), Math.abs(line.box[0] - other.box[2]))
    return gap < 200 || (isNumber && !page.twoColumns)
  })
}

/** Rules right above and below: the head row of a table. */
function isBetweenRules(page: LayoutPage, line: StyledLine): boolean {
  const rules = page.graphics.filter(
    ({ kind, box }) =>
      kind !== 'image' &&
      box[3] - box[1] < 1.8 &&
      box[2] - box[0] > 40 &&
      box[0] <= line.box[0] + 6 &&
      box[2] >= line.box[2] - 6,
  )
  const above = rules.some(({ box }) => box[3] <= line.box[1] + 3 && line.box[1] - box[3] < line.size * 0.9)
  const below = rules.some(({ box }) => box[1] >= line.baseline && box[1] - line.baseline < line.size * 1.1)
  return above && below
}

function gapBetween(page: LayoutPage, above: StyledLine | undefined, below: StyledLine): number {
  if (!above || above.baseline >= below.baseline || columnOf(page, above) !== columnOf(page, below)) return 99
  return below.baseline - above.baseline
}

/** Bold or italic words at the start of a paragraph: the line's end, or the next line, is plain. */
function isRunIn(
  line: StyledLine,
  next: StyledLine | undefined,
  gapBelow: number,
  looks: Looks,
  known: boolean,
  body: Body,
): boolean {
  if (looks.big || looks.capitals || known || !(looks.bold || looks.italic)) return false
  const words = (of: StyledLine) =>
    of.parts.filter(({ word, raised }) => !raised && !isFormulaFont(word.font) && /\p{L}{2}/u.test(word.text))
  const set = ({ word }: StyledLine['parts'][number]): boolean => (looks.bold ? word.font.bold : word.font.italic)
  const own = words(line)
  if (own.length > 0 && !set(own.at(-1)!)) return true
  if (!next || gapBelow >= 1.45 * body.leading || Math.abs(next.size - line.size) >= 0.3) return false
  const following = words(next)
  return following.length > 1 && set(following[0]!) && following.some((part) => !set(part))
}

/** Run-in heads that count: an abstract, acknowledgments, a numbered one ("2.1.1 Data. We use", "1) Data: We use"). */
function runInAt(
  page: LayoutPage,
  line: StyledLine,
  place: number,
  { layout, title }: LineContext,
): HeadingCandidate | null {
  const { body } = layout
  const base = {
    ...{ page, lines: [line], place, lastPlace: place, delimiter: '', big: false, bold: true, italic: false },
    ...{ capitals: false, otherFont: true, styled: true, gapAbove: 99, gapBelow: 99, style: 'run-in', runIn: true },
  }
  const first = line.parts[0]!.word
  const abstract =
    /^(Abstract|Summary|Zusammenfassung|Résumé)\s*[.:—–-]+\s*(?=\S)/i.exec(line.text) ??
    /^(ABSTRACT)\s+(?=\p{Lu})/u.exec(line.text)
  if (
    abstract &&
    page.pageIndex <= 1 &&
    (!title || page !== title.page || line.baseline > title.lines.at(-1)!.baseline)
  ) {
    const set = first.font.bold || first.font.italic || /^ABS/.test(abstract[0]) || first.font.name !== body.font.name
    if (set) return { ...base, number: null, text: abstract[1]!, known: true }
  }
  const lead = leadOf(line, (font) => font.bold && !body.font.bold)
  if (lead) {
    if (/^acknowledge?ments?[.:]?$/i.test(lead))
      return { ...base, number: null, text: lead.replace(/[.:]$/, ''), known: true }
    const found = /^(\d+\.\d+(?:\.\d+)*)\.?\s+(\p{L}.{2,70}?)[.:]?$/u.exec(lead)
    if (found) return { ...base, number: found[1]!, text: found[2]!, known: false }
  }
  const slanted = leadOf(line, (font) => font.italic && !body.font.italic)
  const found = slanted ? /^(\d{1,2})\)\s+(\p{Lu}.{2,70}?):?$/u.exec(slanted) : null
  return found
    ? { ...base, number: found[1]!, delimiter: ')', italic: true, bold: false, text: found[2]!, known: false }
    : null
}

/** The words of that looks at a line's start, when other words follow; else null. Their number may be plain. */
function leadOf(line: StyledLine, is: (font: StyledLine['font']) => boolean): string | null {
  const start = /^\d+(?:\.\d+)+\.?$/.test(line.parts[0]!.word.text) ? 1 : 0
  const end = line.parts.findIndex(({ word }, at) => at >= start && !is(word.font))
  if (end <= start) return null
  return joinParts(line.parts.slice(0, end))
}

const joinParts = (parts: StyledLine['parts']): string =>
  parts
    .map(({ word, gap }, index) => (index > 0 && (word.spaceBefore || gap > 0.13 * word.size) ? ' ' : '') + word.text)
    .join('')
    .trim()

/** Lines of one heading: same looks, next in the stream, close, no number of its own. */
function merged(candidates: readonly HeadingCandidate[]): HeadingCandidate[] {
  const headings: HeadingCandidate[] = []
  for (const candidate of candidates) {
    const open = headings.at(-1)
    if (open && goesOn(open, candidate)) {
      open.lines.push(...candidate.lines)
      open.lastPlace = candidate.lastPlace
      open.text = joinLineTexts([open.text, candidate.text])
      open.gapBelow = candidate.gapBelow
    } else headings.push({ ...candidate, lines: [...candidate.lines] })
  }
  return headings
}

function goesOn(open: HeadingCandidate, next: HeadingCandidate): boolean {
  if (
    open.runIn ||
    next.runIn ||
    open.lastPlace !== next.place - 1 ||
    next.number !== null ||
    open.known ||
    !open.styled
  )
    return false
  const last = open.lines.at(-1)!
  const line = next.lines[0]!
  const alike =
    Math.abs(open.lines[0]!.size - line.size) < 0.3 && open.bold === next.bold && open.italic === next.italic
  if (!alike || !(open.capitals === next.capitals || open.text.length > 20)) return false
  const step = line.baseline - last.baseline
  const [a, b] = [columnOf(open.page, open.lines[0]!), columnOf(open.page, line)]
  return step > 0 && step < 1.55 * line.size && (a === b || a === 3 || b === 3)
}
