/** The bibliography, entry by entry. */
import type { Heading } from './sections.ts'
import { isReferencesName } from './section-names.ts'
import { quantile, type StructurePage } from './page-layout.ts'
import type { StyledLine } from './styled-line.ts'

/** The lines of each entry, in drawing order. */
export type ReferenceEntries = StyledLine[][]

const marker = /^(\[\s?\p{L}?[\p{L}\p{N}+\-’' .,&]{0,40}\]|\d{1,3}[.)]\s|\(\d{1,3}\)\s)/u
const bareNumber = /^\d{1,3}\s+\p{Lu}/u

/**
 * @param pages with all their lines
 * @param skipped lines that are none of the list (furniture, captions, figures)
 * @returns none when the paper has neither a heading of references nor a long numbered list
 */
export function findReferences(
  pages: readonly StructurePage[],
  headings: readonly Heading[],
  skipped: ReadonlySet<StyledLine>,
): ReferenceEntries {
  const at = headings.findLastIndex(({ text }) => isReferencesName(text))
  const heading = headings[at]
  const all = pages.flatMap((page) => page.lines)
  if (!heading) return withoutHeading(all.filter((line) => !line.furniture && !skipped.has(line)))
  const from = all.indexOf(heading.lines.at(-1)!) + 1
  const next = headings[at + 1]?.lines[0]
  const to = next ? all.indexOf(next) : all.length
  const lines = all.slice(from, to).filter((line) => !line.furniture && !skipped.has(line))
  return entriesOf(lines, entryStarts(lines))
}

/** Journals that set no heading: the last long run of markers that count from 1. */
function withoutHeading(lines: readonly StyledLine[]): ReferenceEntries {
  const from = lines.findLastIndex((line) => markerNumber(line) === 1 && /\p{L}/u.test(line.text))
  if (from < lines.length / 3) return []
  const starts = new Set<StyledLine>()
  let last = from
  lines.forEach((line, index) => {
    // Far behind the entry before, a number that fits is a coincidence.
    if (index < from || index > last + 12 || markerNumber(line) !== starts.size + 1) return
    starts.add(line)
    last = index
  })
  const fewest = 8
  return starts.size < fewest ? [] : entriesOf(lines.slice(from, last + 12), starts)
}

/** An entry ends where the next begins, or where the lines no longer follow each other on the page. */
function entriesOf(lines: readonly StyledLine[], starts: ReadonlySet<StyledLine>): ReferenceEntries {
  const entries: ReferenceEntries = []
  let open: StyledLine[] | null = null
  for (const line of lines) {
    const before: StyledLine | undefined = open?.at(-1)
    if (starts.has(line)) {
      open = [line]
      entries.push(open)
    } else if (open && before && follows(before, line)) open.push(line)
    else open = null
  }
  return entries
}

/** Next below, on the same row, or at the top of the next column or page. */
function follows(before: StyledLine, line: StyledLine): boolean {
  if (Math.abs(line.size - before.size) > 0.15 * before.size) return false
  if (line.pageIndex !== before.pageIndex) return line.pageIndex === before.pageIndex + 1
  const step = line.baseline - before.baseline
  if (step < -2 * before.size) return line.box[0] > before.box[0] + 8 * before.size
  return step < 2.2 * before.size && line.box[0] - before.box[2] < 3 * before.size
}

const markerNumber = (line: StyledLine): number | null => {
  const found = /^(?:\[(\d{1,3})\]|(\d{1,3})[.)]?\s)/.exec(line.text)
  return found ? Number(found[1] ?? found[2]) : null
}

/** By markers ("[12]", "12.") where most entries have one, else by the hanging indent, else by the gap above. */
function entryStarts(lines: readonly StyledLine[]): Set<StyledLine> {
  const marked = lines.filter((line) => marker.test(line.text))
  if (marked.length >= 2 && marked.length >= lines.length / 12) return new Set(marked)
  const numbered = lines.filter((line) => bareNumber.test(line.text))
  if (numbered.length >= 3 && isCounting(numbered)) return new Set(numbered)
  const shaped = byShape(lines)
  // Neither indents nor gaps: a surname and initials after a full stop.
  const named = lines.filter(
    (line, index) => namesAuthor.test(line.text) && /[.)]$/.test(lines[index - 1]?.text ?? '.'),
  )
  return named.length >= 4 && shaped.size < lines.length / 12 ? new Set(named) : shaped
}

const namesAuthor = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?, (?:\p{Lu}\.|\p{Lu}\p{Ll}+)/u

const isCounting = (lines: readonly StyledLine[]): boolean => {
  const numbers = lines.map((line) => Number.parseInt(line.text, 10))
  const steps = numbers.filter((value, index) => index > 0 && value === numbers[index - 1]! + 1).length
  return steps >= 0.8 * (numbers.length - 1)
}

/** Without markers: the first line of an entry stands left of the others of its column, or apart from the line before. */
function byShape(lines: readonly StyledLine[]): Set<StyledLine> {
  const starts = new Set<StyledLine>()
  const steps = lines.flatMap((line, index) => {
    const step = line.baseline - (lines[index - 1]?.baseline ?? Infinity)
    return step > 0 ? [step] : []
  })
  const usual = quantile(steps, 0.5)
  for (const column of columnsOf(lines)) {
    const left = Math.min(...column.map((line) => line.box[0]))
    const indented = column.filter((line) => line.box[0] > left + 0.5 * line.size)
    const hangs = indented.length >= 0.25 * column.length && indented.length < column.length
    column.forEach((line, index) => {
      const before = column[index - 1]
      const isApart = !before || line.baseline - before.baseline > 1.25 * usual
      const isLeft = line.box[0] <= left + 0.5 * line.size
      // The first line of a column goes on an entry of the column before when it is indented.
      if (hangs ? isLeft : isApart && (before !== undefined || starts.size === 0)) starts.add(line)
    })
  }
  return starts
}

/** Runs of lines down one column of one page. */
function columnsOf(lines: readonly StyledLine[]): StyledLine[][] {
  const columns: StyledLine[][] = []
  for (const line of lines) {
    const before = columns.at(-1)?.at(-1)
    if (before && before.pageIndex === line.pageIndex && line.baseline > before.baseline) columns.at(-1)!.push(line)
    else columns.push([line])
  }
  return columns
}
