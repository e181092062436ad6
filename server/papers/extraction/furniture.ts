/** Running heads and feet, page numbers, imprints and stamps: lines of the margin zone that are no part of the text. */
import type { BodyStyle } from './body-style.ts'
import { count } from './body-style.ts'
import { isAddressLine, isLikelyImprint, isSureImprint } from './imprint.ts'
import type { Line } from './lines.ts'
import { rowsOf, type Row } from './rows.ts'

/** One page's lines, with its height in points. */
export type FurniturePage = { lines: readonly Line[]; heightPt: number }

/** A row of the margin zone; `place` counts from the edge of the page. */
type Candidate = {
  pageIndex: number
  heightPt: number
  row: Row
  place: number
  /** To the next row, in sizes and in units of the document's leading. */
  gap: number
  /** Letters only, numbers as #: what two heads share. */
  key: string
  fromEdge: number
  gone: boolean
}
type Side = { top: boolean; candidates: Candidate[]; pageCount: number; body: BodyStyle }

/** Rows looked at on each edge, and the share of the page's height that they stand in. */
const rowsPerEdge = 4
const zone = 0.16

/**
 * @param pages all pages of the paper: what repeats is told by the others
 * @returns the lines to leave out. Real lines must never be in it: gaps count in the document's leading, and most rules
 * drop single lines, not rows, since the other column may stand beside an imprint.
 */
export function furnitureLines(pages: readonly FurniturePage[], body: BodyStyle): Set<Line> {
  const dropped = new Set<Line>()
  for (const top of [true, false]) {
    const side: Side = { top, candidates: candidatesOf(pages, top, body), pageCount: pages.length, body }
    const drop = (candidate: Candidate): void => {
      for (const line of candidate.row.lines) dropped.add(line)
      candidate.gone = true
    }
    const repeated = [...repeatedRows(side), ...repeatedFragments(side)]
    const inText = textBlock(side, new Set(repeated))
    for (const candidate of repeated) if (!inText(candidate)) drop(candidate)
    for (const candidate of besideRepeated(side)) drop(candidate)
    for (const candidate of pageNumbers(side)) drop(candidate)
    for (const candidate of countingRows(side)) drop(candidate)
    for (const line of imprintLines(side)) dropped.add(line)
    for (const candidate of side.candidates)
      if (candidate.row.lines.every((line) => dropped.has(line))) candidate.gone = true
    for (const candidate of lonelyRows(side)) if (!inText(candidate)) drop(candidate)
    // Footnotes too end at one height: only heads may be told by their place alone.
    if (top) for (const candidate of headsAtOneHeight(side)) drop(candidate)
  }
  return dropped
}

const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/\b[ivxl]+\b/g, '#')
    .replace(/[^\p{L}#]+/gu, '')
const lettersOf = (key: string): number => key.replaceAll('#', '').length

function candidatesOf(pages: readonly FurniturePage[], top: boolean, body: BodyStyle): Candidate[] {
  const loose = Math.max(1, body.leading / (1.25 * body.size))
  return pages.flatMap(({ lines, heightPt }, pageIndex) => {
    // Half as deep again as the zone, so that the row after it is there.
    const reach = 1.5 * zone * heightPt
    const rows = rowsOf(lines.filter(({ baseline }) => (top ? baseline < reach : baseline > heightPt - reach)))
    const outermost = top ? rows.slice(0, rowsPerEdge) : rows.slice(-rowsPerEdge).toReversed()
    const found: Candidate[] = []
    for (const [place, row] of outermost.entries()) {
      const fromEdge = top ? row.baseline : heightPt - row.baseline
      // A small block of text on a large page has its page numbers far in.
      const isDeepNumber = place === 0 && pageNumber.test(row.text.trim())
      if (fromEdge >= zone * heightPt && !isDeepNumber) break
      const next = outermost[place + 1]
      const gap = next ? Math.abs(next.baseline - row.baseline) / Math.max(row.size, next.size) / loose : 999
      found.push({ pageIndex, heightPt, row, place, gap, key: keyOf(row.text), fromEdge, gone: false })
    }
    return found
  })
}

function groupBy(candidates: readonly Candidate[], key: (candidate: Candidate) => string): Candidate[][] {
  return [...Map.groupBy(candidates, key).values()]
}

/** The same words at the same height on three pages; on two of a short paper. */
function repeatedRows({ candidates, pageCount }: Side): Candidate[] {
  const worded = candidates.filter((candidate) => lettersOf(candidate.key) >= 3)
  return groupBy(worded, (candidate) => candidate.key).flatMap((alike) =>
    alike.filter((one) => {
      const pages = new Set(
        alike.filter((other) => Math.abs(other.fromEdge - one.fromEdge) < 4).map((other) => other.pageIndex),
      ).size
      return pages >= 3 || (pages >= 2 && pageCount <= 6 && (one.gap > 1.5 || one.place === 0))
    }),
  )
}

/** One fragment of a row repeats: the head on the left, a page number or a chapter on the right. */
function repeatedFragments({ candidates, pageCount }: Side): Candidate[] {
  const places = new Map<string, Candidate[]>()
  for (const candidate of candidates)
    for (const line of candidate.row.lines) {
      const key = keyOf(line.text)
      if (lettersOf(key) < 4) continue
      const place = `${key}|${Math.round(candidate.fromEdge / 4)}`
      places.set(place, [...(places.get(place) ?? []), candidate])
    }
  return [...places.values()]
    .filter((alike) => new Set(alike.map((candidate) => candidate.pageIndex)).size >= Math.max(3, 0.1 * pageCount))
    .flat()
    .filter((candidate) => candidate.gap > 1.35 || candidate.place === 0)
}

/**
 * Where the text stands on other pages: close rows that do not repeat, as far out as the row asked about, on two pages (and
 * on half as many as look like it). There a repeated row is a table's head over several pages, or "Definition 20".
 */
function textBlock({ candidates }: Side, repeated: ReadonlySet<Candidate>): (candidate: Candidate) => boolean {
  const closest = new Map<number, number>()
  for (const candidate of candidates) {
    const { pageIndex, fromEdge, gap, key, row } = candidate
    const isText = gap <= 1.4 && !repeated.has(candidate) && lettersOf(key) >= 15 && !isSureImprint(row.text)
    if (isText) closest.set(pageIndex, Math.min(fromEdge, closest.get(pageIndex) ?? Infinity))
  }
  return (one) => {
    const others = [...closest].filter(([page, edge]) => page !== one.pageIndex && edge <= one.fromEdge + 2).length
    const isAlike = ({ key, row }: Candidate): boolean =>
      key === one.key || row.lines.some(({ text }) => text === one.row.lines[0]?.text)
    const alike = new Set(candidates.filter(isAlike).map(({ pageIndex }) => pageIndex)).size
    return others >= Math.max(2, 0.5 * alike)
  }
}

/** A set-off row where the repeated heads or feet of three other pages stand: theirs on the first page often differs. */
function besideRepeated({ candidates, body }: Side): Candidate[] {
  const heights = candidates.filter((candidate) => candidate.gone && candidate.place === 0)
  return candidates.filter(
    (one) =>
      !one.gone &&
      one.place === 0 &&
      one.gap > 1.8 &&
      one.row.size < 1.15 * body.size &&
      one.row.text.length < 100 &&
      heights.filter((other) => Math.abs(other.fromEdge - one.fromEdge) < 1.5).length >= 3,
  )
}

const pageNumber =
  /^(?:(?:[Pp]age|PAGE|[Ss]eite|[Сс]тр\.?)\s*)?[-–—|[(]?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|\/|von)\s*\d{1,4})?\s*[-–—|\])]?$/

/** A bare number as the outermost row that is left. Below a head it must count with another page: an axis looks the same. */
function pageNumbers({ candidates }: Side): Candidate[] {
  const numbers = [...Map.groupBy(candidates, (candidate) => candidate.pageIndex).values()].flatMap((rows) => {
    const outermost = rows.find((candidate) => !candidate.gone)
    if (!outermost || !pageNumber.test(outermost.row.text.trim())) return []
    const roman = !/\d/.test(outermost.row.text)
    return roman && outermost.gap <= 1.5 ? [] : [outermost]
  })
  const start = ({ row, pageIndex }: Candidate): number => Number(/\d+/.exec(row.text)?.[0] ?? Number.NaN) - pageIndex
  const starts = numbers.map(start)
  return numbers.filter((one) => {
    const counting = starts.filter((other) => other === start(one)).length
    if (one.fromEdge >= zone * one.heightPt) return counting >= 3
    return one.place === 0 || !/\d/.test(one.row.text) || counting > 1
  })
}

/** Nothing but dropped rows between the row and the edge. */
const isOutermost = (candidate: Candidate, all: readonly Candidate[]): boolean =>
  candidate.place === 0 ||
  all.some((other) => other.pageIndex === candidate.pageIndex && other.gone && other.place === candidate.place - 1)

/** A number at one end of the outermost row that counts with the pages: "2   F. Author et al." */
function countingRows({ candidates, pageCount, body }: Side): Candidate[] {
  const outermost = candidates.filter(
    (candidate) =>
      isOutermost(candidate, candidates) &&
      candidate.fromEdge < zone * candidate.heightPt &&
      !isNumberedHeading(candidate.row, body),
  )
  const votes = new Map<number, number>()
  for (const candidate of outermost)
    for (const value of new Set(endNumbers(candidate.row))) count(votes, value - candidate.pageIndex, 1)
  const best = [...votes].toSorted((a, b) => b[1] - a[1])[0]
  if (!best || best[1] < Math.max(2, 0.25 * pageCount)) return []
  return outermost.filter(
    (candidate) =>
      !candidate.gone &&
      candidate.gap > 1.3 &&
      candidate.row.text.length < 150 &&
      endNumbers(candidate.row).some((value) => value - candidate.pageIndex === best[0]),
  )
}

/** "2 Method" at the top of page 2: larger than the text or bold, the words close to the number. */
function isNumberedHeading({ lines, size, text }: Row, body: BodyStyle): boolean {
  const styled = size > 1.08 * body.size || lines.every((line) => line.bold)
  return styled && lines.length === 1 && /^\d/.test(text)
}

function endNumbers(row: Row): number[] {
  const text = row.text.trim()
  const first = row.lines[0]?.words[0]
  const footnoteMark = first !== undefined && first.size < 0.9 * row.size
  // "3. Method" is a heading, also in plain small capitals at the top of page 3.
  const left = footnoteMark ? null : /^(\d{1,4})\b(?![.,]\d|\.\s*\p{L})/u.exec(text)
  const right = /(?:^|\s|-)(\d{1,4})$/.exec(text)
  return [left, right].flatMap((match) => (match ? [Number(match[1])] : []))
}

/** Imprints, rights, addresses and stamps: line by line. */
function imprintLines({ candidates, top }: Side): Line[] {
  return candidates.flatMap((candidate) => {
    if (candidate.gone || candidate.fromEdge >= 0.13 * candidate.heightPt) return []
    const firstPage = candidate.pageIndex === 0
    return candidate.row.lines.filter(
      ({ text }) =>
        isSureImprint(text) ||
        // At the foot an address alone may belong to a footnote.
        (firstPage && isAddressLine(text) && (top || candidate.place === 0 || /doi/i.test(text))) ||
        (top && firstPage && candidate.place <= 2 && candidate.gap > 1.2 && isLikelyImprint(text)),
    )
  })
}

/** A short row alone at the very edge. */
function lonelyRows({ candidates }: Side): Candidate[] {
  return candidates.filter(
    (candidate) =>
      !candidate.gone &&
      candidate.place === 0 &&
      candidate.fromEdge < 0.05 * candidate.heightPt &&
      candidate.gap > 1.8 &&
      candidate.row.text.length < 160,
  )
}

/** A top row at one height on half of the pages, set off from the text: a head that changes with the chapter. */
function headsAtOneHeight({ candidates, pageCount, body }: Side): Candidate[] {
  if (pageCount < 4) return []
  const heights = new Map<number, number>()
  for (const candidate of candidates)
    if (candidate.gap > 1.5 && isOutermost(candidate, candidates)) count(heights, Math.round(candidate.fromEdge / 2), 1)
  return candidates.filter((candidate) => {
    const height = Math.round(candidate.fromEdge / 2)
    const pages = [height - 1, height, height + 1].reduce((sum, key) => sum + (heights.get(key) ?? 0), 0)
    return (
      !candidate.gone &&
      candidate.place === 0 &&
      candidate.row.size < 1.15 * body.size &&
      candidate.gap > 1.55 &&
      pages >= 0.5 * pageCount &&
      candidate.row.text.length < 140
    )
  })
}
