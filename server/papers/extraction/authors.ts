/** The authors, as printed between the title and the abstract (or above the title). */
import type { Layout, LayoutPage } from './page-layout.ts'
import { isHonour, isPersonName, saysAffiliation, tidyName } from './person-names.ts'
import { isApart, type StyledLine } from './styled-line.ts'
import type { Title } from './title.ts'

export type Authors = { names: string[]; lines: StyledLine[] }

/** Stands for a raised mark in the text of a line: it parts two names. */
const mark = '¦'
/** A gap as wide as this share of the size parts two names (measured: .72). */
const nameGap = 0.72
const markText = /^[\s\d,*∗†‡§¶#$+⋆♠♣♥♦◊‖∥a-z]{0,10}$/
const frontHead =
  /^(abstract|summary|introduction|1\.?introduction|i\.introduction|keywords|zusammenfassung|аннотация|contents)/i
const postcode = /\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|\b\d{5}(-\d{4})?\b/

/** @returns no names where none are printed (an anonymous copy) */
export function findAuthors(title: Title | null, { body }: Layout): Authors {
  if (!title) return { names: [], lines: [] }
  const { page, lines } = title
  const below = readNames(zoneBelow(title, body.size))
  if (below.names.length > 0) return below
  const top = lines[0]!.baseline
  return readNames(page.lines.filter((line) => !line.furniture && line.baseline < top - 1 && !lines.includes(line)))
}

/** The lines after the title, up to the abstract, the first heading or the first paragraph. */
function zoneBelow({ page, lines }: Title, bodySize: number): StyledLine[] {
  const titleEnd = lines.at(-1)!.baseline
  const rest = page.lines.filter((line) => !lines.includes(line) && !line.furniture)
  const isShortPage = rest.length < 14
  const end = isShortPage ? page.heightPt : Math.min(page.heightPt * 0.75, zoneEnd(page, lines, titleEnd, bodySize) - 1)
  return rest.filter((line) => line.baseline > titleEnd + 1 && line.baseline < end)
}

function zoneEnd(page: LayoutPage, title: readonly StyledLine[], titleEnd: number, bodySize: number): number {
  let end = Infinity
  const below = page.lines.filter((line) => line.baseline > titleEnd + 2 && !title.includes(line))
  for (const line of below) {
    const start = line.text.replace(/\s/g, '')
    const looksSet = line.bold || line.capitals || line.italic || line.size !== bodySize || start.length < 16
    if (frontHead.test(start) && (looksSet || /^abstract[.:—–-]/i.test(start))) end = Math.min(end, line.box[1])
  }
  // Three long lines in a row, mostly of lower-case words, are a paragraph.
  page.lines.forEach((line, index) => {
    const three = page.lines.slice(index, index + 3)
    if (three.length < 3 || line.baseline <= titleEnd + 2) return
    const falls = three[1]!.baseline > line.baseline && three[2]!.baseline > three[1]!.baseline
    if (falls && three.every(isProse)) end = Math.min(end, line.box[1])
  })
  return end
}

function isProse(line: StyledLine): boolean {
  const lower = line.text.match(/\b\p{Ll}/gu)?.length ?? 0
  return line.wordCount >= 6 && !/,.*,.*,/.test(line.text) && lower >= line.wordCount * 0.6
}

function readNames(zone: readonly StyledLine[]): Authors {
  const names: string[] = []
  const lines: StyledLine[] = []
  let first: StyledLine | null = null
  let carry = ''
  for (const line of zone) {
    if (/@|https?:|www\./.test(line.text) || postcode.test(line.text)) continue
    if (/\b(19|20)\d\d\b(?!−)/.test(line.text.replace(/\[[^\]]*\]?/g, ''))) continue
    const marked = line.parts.some((part) => part.raised)
    const text = separated(line, marked)
    const segments = segmentsOf(text)
    if (first && !sameStyle(first, line)) continue
    if (saysAffiliation(line.text)) {
      const inList = /¦|,| and /.test(text)
      const share = segments.filter((segment) => isPersonName(segment, marked)).length / Math.max(1, segments.length)
      if ((!inList && !marked) || (first && share < 0.6)) continue
    }
    const last = lines.at(-1)
    const isNear = last !== undefined && line.baseline - last.baseline < 2.4 * line.size
    const joined = `${carry} ${segments[0] ?? ''}`
    // A name that a line end cuts in two.
    if (carry !== '' && isNear && /^\p{Lu}[\p{L}.’'-]*(\s|$)/u.test(segments[0] ?? '') && isPersonName(joined, false))
      segments[0] = joined
    carry = ''
    const found = segments.filter((segment) => isPersonName(segment, marked))
    if (found.length === 0) continue
    if (found.length < segments.length * 0.5 && !(first && line.font === first.font && marked)) continue
    if (last && line.baseline - last.baseline > 150) continue
    first ??= line
    lines.push(line)
    for (const segment of segments) {
      if (isPersonName(segment, marked)) names.push(tidyName(segment))
      else if (segment === segments.at(-1) && /^\p{Lu}\p{Ll}{2,}$/u.test(segment) && !/[,;]\s*$/.test(text))
        carry = segment
      else if (
        /^\p{Lu}\p{Ll}{4,}$/u.test(segment) &&
        Math.max(found.length, names.length) >= 3 &&
        !saysAffiliation(segment)
      )
        names.push(segment)
    }
  }
  return { names, lines }
}

/** Word's author blocks differ by a point; else one size, weight and slant. */
function sameStyle(first: StyledLine, line: StyledLine): boolean {
  return Math.abs(first.size - line.size) < 1.05 && first.bold === line.bold && first.italic === line.italic
}

/** The line's text with raised marks, brackets and wide gaps as separators. */
function separated(line: StyledLine, marked: boolean): string {
  let text = ''
  line.parts.forEach((part, index) => {
    const { word } = part
    const before = line.parts[index - 1]?.word
    const isMark =
      part.raised ||
      (word.size < 0.8 * line.tallest && markText.test(word.text) && Math.abs(word.baseline - line.baseline) > 0.5)
    if (isMark) {
      text += ` ${mark} `
      return
    }
    if (before && part.gap > nameGap * word.size) text += ' ; '
    else if (before && (word.spaceBefore || isApart(before, word))) text += ' '
    text += word.text
  })
  text = text
    .replace(/(\p{L})\s?¸/gu, '$1\u0327')
    .normalize('NFC')
    .replace(/\[[^\]]*\]?|\([^)]*\)/g, ` ${mark} `)
    .replace(/[^\p{L}\p{M}\d\s,;.&'’‐\-¦]+/gu, ` ${mark} `)
  // Marks that are not raised: "Smith1", "Smith 1,2"; "Elvezia 36" is an address.
  if (!marked) text = text.replace(/([\p{L}.])(?:\d+|\s*\d)(\s*,\s*\d+)*(?=\s|,|$)/gu, `$1 ${mark} `)
  return text.replace(/^\s*(by|authors?:|von)\s+/i, '')
}

function segmentsOf(text: string): string[] {
  return text
    .split(/\s*(?:¦|;|,\s*(?:and|und|et|&)\s|,|\b(?:and|und|et)\b|&|(?<=\s)и(?=\s))\s*/i)
    .map((segment) =>
      segment
        .trim()
        .replace(/^[,.\s]+|[,\s]+$/g, '')
        .replace(/\s+/g, ' '),
    )
    .filter((segment) => /\p{L}{2}/u.test(segment) && !isHonour(segment))
}
