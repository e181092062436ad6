/** Captions of figures, tables and algorithms: told by points for their looks, since "Figure 3 shows" also starts lines. */
import type { Box } from '../schema.ts'
import { joinBoxes, type Graphic } from './page-content.ts'
import { columnOf, type Body, type Layout, type LayoutPage } from './page-layout.ts'
import { isRule, xOverlap } from './region-parts.ts'
import { joinLineTexts, type StyledLine } from './styled-line.ts'

export type Caption = {
  kind: 'figure' | 'table' | 'algorithm'
  /** In English, with the number as printed: "Figure 3", "Table A1". */
  label: string
  /** Whole, label included. */
  text: string
  pageIndex: number
  lines: StyledLine[]
  box: Box
}

/** "(a) words" under a part of a figure. */
export type PartCaption = { label: string; text: string; pageIndex: number; lines: StyledLine[] }

const label =
  /^\s*((?:supplementary\s+|extended data\s+)?(?:fig(?:ure|\.)?|tab(?:le|leau|\.)?|algorithm|listing|scheme|рис(?:унок|\.)?|таб(?:лица|л\.)?|abb(?:ildung|\.)|tabelle|algorithmus|procedure))\s*((?:[A-Z]\.?)?\d+(?:[.-]\d+)*[a-z]?|[IVXL]{1,6})(?![\p{L}\d])\s*([:.|–—\-−]|\))?\s*/iu
/** A sentence that begins with a reference. */
const verb =
  /^(shows?|illustrates?|presents?|depicts?|is|are|reports?|gives|plots|compares?|we|in|and|summari[sz]es|lists|for|contains|demonstrates?|provides|displays|describes|also|the same|from|below|above|as|to|on|of|zeigt|with|was|were|has|can)\b/i

const enough = 2.2

type Candidate = {
  line: StyledLine
  place: number
  page: LayoutPage
  kind: Caption['kind']
  word: string
  number: string
  points: number
  /** Captions of one paper look alike. */
  style: string
}

/** @returns captions in page and drawing order, one a kind and number (the likelier one) */
export function findCaptions({ pages, body }: Layout): Caption[] {
  const candidates = pages.flatMap((page) =>
    page.lines.flatMap((line, place) => candidateAt(page, line, place, body) ?? []),
  )
  const alike = new Map<string, number>()
  for (const { points, style } of candidates) if (points >= 2) alike.set(style, (alike.get(style) ?? 0) + 1)
  const sure = candidates
    .map((candidate) => ({
      ...candidate,
      points: candidate.points + ((alike.get(candidate.style) ?? 0) >= 2 ? 0.8 : 0),
    }))
    .filter(({ points }) => points >= enough)
  const best = new Map<string, number>()
  for (const { kind, number, points } of sure) best.set(kind + number, Math.max(best.get(kind + number) ?? 0, points))
  const starts = new Set(sure.map(({ line }) => line))
  const taken = new Set<StyledLine>()
  const captions: Caption[] = []
  for (const candidate of sure) {
    // The same number twice is mostly a reference that looks like a caption; Roman numbers are too short to tell.
    const isRival = best.get(candidate.kind + candidate.number)! >= candidate.points + 1
    if (taken.has(candidate.line) || (isRival && !/^[IVX]+$/.test(candidate.number))) continue
    const lines = linesOf(candidate, starts, body)
    for (const line of lines) taken.add(line)
    captions.push({
      kind: candidate.kind,
      label: labelOf(candidate),
      text: joinLineTexts(lines.map((line) => line.text)),
      pageIndex: candidate.page.pageIndex,
      lines,
      box: lines.map((line) => line.box).reduce(joinBoxes),
    })
  }
  return captions
}

function candidateAt(page: LayoutPage, line: StyledLine, place: number, body: Body): Candidate | null {
  const found = label.exec(line.text)
  if (!found || line.furniture || !/^\p{Lu}/u.test(line.text)) return null
  const [whole, word = '', number = '', delimiter] = found
  const rest = line.text.slice(whole.length)
  const before = page.lines[place - 1]
  const first = line.parts[0]!.word
  const setApart = (first.font.bold && !body.font.bold) || (first.font.italic && !body.font.italic)
  const apartAbove =
    !before ||
    before.baseline > line.baseline ||
    line.baseline - before.baseline > 1.25 * Math.max(body.leading, line.size * 1.15) ||
    columnOf(page, before) !== columnOf(page, line)
  let points = 0
  if (delimiter !== undefined && delimiter !== ')') points += 2
  if (setApart) points += 2
  if (Math.abs(first.size - body.size) > 0.4 && line.size < body.size * 1.05) points += 1
  if (first.font.name !== body.font.name) points += 0.7
  if (apartAbove) points += 1.2
  if (rest === '' && delimiter === undefined && line.wordCount <= 2 && apartAbove) points += 1.5
  if (delimiter === undefined && verb.test(rest)) points -= 2.5
  if (/^,|^\s*(и|показ)/.test(rest)) points -= 3
  if (delimiter === undefined && /^\p{Ll}/u.test(rest)) points -= 1
  if (before && !setApart && columnOf(page, before) === columnOf(page, line) && continuesSentence(before, line, body))
    points -= 2
  const kind = /^(tab|таб)/i.test(word) ? 'table' : /^(alg|list|proc)/i.test(word) ? 'algorithm' : 'figure'
  const style = [kind, delimiter ?? '', setApart, Math.round(first.size)].join('/')
  return { line, place, page, kind, word, number, points, style }
}

function continuesSentence(before: StyledLine, line: StyledLine, body: Body): boolean {
  const step = line.baseline - before.baseline
  const alike = before.font === line.font && Math.abs(before.size - line.size) < 0.3
  return step > 0 && step < 1.3 * body.leading && alike && !/[.:!?)]$/.test(before.text)
}

/** From the first line on, while leading, size and place go on. */
function linesOf({ line: first, place, page }: Candidate, starts: ReadonlySet<StyledLine>, body: Body): StyledLine[] {
  const lines = [first]
  const rules = page.graphics.filter(isRule)
  let last = first
  for (const next of page.lines.slice(place + 1, place + 60)) {
    if (next.furniture || starts.has(next)) break
    const step = next.baseline - last.baseline
    const sameRow = Math.abs(step) < 0.5 * first.size
    // An accent drawn by itself stands over the letter after it, which begins another line.
    const gap = next.box[0] - last.box[2]
    if (sameRow && gap > -first.size && gap < 4 * first.size) {
      lines.push(next)
      last = next
      continue
    }
    if (step <= 0 || step > stepLimit(lines, last, body) || isRuledOff(last, next, rules)) break
    if (Math.abs(next.size - first.size) > 0.55 && next.letters >= 4) break
    if (next.box[0] > first.box[2] || next.box[2] < first.box[0]) break
    if (endsBefore(next, lines, last, body)) break
    lines.push(next)
    last = next
  }
  return lines
}

/** A rule as long as the next line, between it and the last one: a table begins. */
const isRuledOff = (last: StyledLine, next: StyledLine, rules: readonly Graphic[]): boolean =>
  rules.some(
    ({ box }) =>
      box[1] > last.baseline &&
      box[3] < next.baseline - 0.5 * next.size &&
      xOverlap(box, [next.box[0], next.box[2]]) > 0.9 * (next.box[2] - next.box[0]),
  )

/** The first two lines set the leading; before that a generous one, since theses are set wide. */
function stepLimit(lines: readonly StyledLine[], last: StyledLine, body: Body): number {
  const first = lines[0]!
  const rows = new Set(lines.map((line) => Math.round(line.baseline))).size
  if (rows > 1) return ((last.baseline - first.baseline) / (rows - 1)) * 1.22 + 0.6
  return Math.max(first.size * 1.62, Math.min(body.leading * 1.06, first.size * 2.3))
}

/** A caption in the body's style ends with a short line and a full stop; a bold numbered line is a heading. */
function endsBefore(next: StyledLine, lines: readonly StyledLine[], last: StyledLine, body: Body): boolean {
  const first = lines[0]!
  const width = Math.max(...lines.map((line) => line.box[2]))
  const nextIsBody = Math.abs(next.size - body.size) < 0.25 && next.font === body.font
  const looksLikeBody = Math.abs(first.size - body.size) < 0.25 && nextIsBody
  if (looksLikeBody && lines.length > 1 && last.box[2] < width - 2 * first.size && /[.!?)]$/.test(last.text))
    return true
  return next.bold && !first.bold && next.wordCount < 9 && /^\d+(\.\d+)*\.?\s/.test(next.text)
}

function labelOf({ word, number, kind }: Candidate): string {
  const prefix = /^suppl/i.test(word) ? 'Supplementary ' : /^ext/i.test(word) ? 'Extended Data ' : ''
  const name =
    kind === 'table'
      ? 'Table'
      : /^alg/i.test(word)
        ? 'Algorithm'
        : /^list/i.test(word)
          ? 'Listing'
          : /^sch/i.test(word)
            ? 'Scheme'
            : 'Figure'
  return `${prefix}${name} ${number}`
}

/** @param taken lines of captions, which are not looked at */
export function findPartCaptions({ pages, body }: Layout, taken: ReadonlySet<StyledLine>): PartCaption[] {
  return pages.flatMap((page) =>
    page.lines.flatMap((first, place) => {
      const found = /^\(([a-z])\)\s+\p{L}/u.exec(first.text)
      if (!found || taken.has(first) || first.furniture || first.size > body.size + 0.2) return []
      const lines = [first]
      for (const next of page.lines.slice(place + 1, place + 4)) {
        const step = next.baseline - lines.at(-1)!.baseline
        const goesOn = step > 0 && step < 1.4 * first.size && Math.abs(next.size - first.size) < 0.4
        const overlaps = next.box[0] < first.box[2] && next.box[2] > first.box[0]
        if (!goesOn || !overlaps || /^\([a-z]\)/.test(next.text)) break
        lines.push(next)
      }
      const text = joinLineTexts(lines.map((line) => line.text))
      return [{ label: `(${found[1]})`, text, pageIndex: page.pageIndex, lines }]
    }),
  )
}
