/** The cells of a table region, each with the heads of its row and column: "number at row R, column C" can be said. */
import type { Box, TableCell } from '../schema.ts'
import { joinBoxes, wordBox } from './page-content.ts'
import { textOfParts, type Part, type StyledLine } from './styled-line.ts'

/** What stands in one box of the grid before the grid is known. */
type Piece = { text: string; box: Box; baseline: number; size: number; parts: Part[] }

/** Two cells when the gap is wider (shares of the size): between words, and between two numbers. */
const cellGap = 0.62
const numberGap = 0.3
/** A gap as wide as this, over the gutter between two columns, cuts too. */
const gutterGap = 0.36

const number = /^[-−–+±<>≤≥~≈]?\s*[$€£]?\d[\d.,]*\s*(%|[kKMB]|ms|s|x|×)?(\s*(±|\+\/-|\()\s*[\d.]+\)?)?[*†‡]*$/

/**
 * @param lines the table's lines, in any order, in the page's reading frame (points)
 * @returns filled cells only, by row, then column; `row` 0 is the first head row. The head of a column joins its head rows
 * with ` / `. A row's head is its first cell, or the nearest above where that is blank (where the first row is blank too, the
 * nearest: names then stand in the middle of their rows); a second column of names joins it. Heads are empty for the heads.
 */
export function tableCells(lines: readonly StyledLine[]): TableCell[] {
  const rows = rowsOf(lines.flatMap(piecesOf))
  const columns = columnsOf(rows)
  if (columns.length === 0) return []
  const grid = rows.map((row) => row.flatMap((piece) => cutAtGutters(piece, columns)))
  const placed = grid.map((row) => placeInColumns(row, columns))
  const headRows = headRowCount(placed, columns.length)
  const heads = grid.slice(0, headRows).map((row, index) =>
    row.map((piece) => ({
      text: piece.text,
      under: index < headRows - 1 ? centredUnder(piece, row, columns) : columnsUnder(piece, columns),
    })),
  )
  const columnHeads = columns.map((_, column) =>
    heads.flatMap((row) => row.find(({ under }) => under.includes(column))?.text ?? []).join(' / '),
  )
  const rowHeads = rowHeadsOf(placed, headRows)
  return placed.flatMap((row, rowIndex) => {
    const isHead = rowIndex < headRows
    const { texts, columns: headColumns } = rowHeads
    const rowHead = texts[rowIndex] ?? ''
    return [...row]
      .toSorted(([a], [b]) => a - b)
      .map(([column, { text, box }]) => ({
        row: rowIndex,
        column,
        text,
        box,
        rowHead: isHead || column < headColumns ? '' : rowHead,
        columnHead: isHead ? '' : (columnHeads[column] ?? ''),
      }))
  })
}

/** The head of every row, and how many columns they fill: two where the first has gaps and the second is all words. */
function rowHeadsOf(rows: readonly Map<number, Piece>[], headRows: number): { texts: string[]; columns: number } {
  const body = rows.slice(headRows)
  const named = rows
    .map((row, index) => ({ index, piece: row.get(0) }))
    .filter(({ index, piece }) => index >= headRows && piece)
  const seconds = body.flatMap((row) => row.get(1) ?? [])
  const words = seconds.filter(({ text }) => !isValue(text))
  const hasGaps = named.length < 0.7 * body.length
  const columns = hasGaps && words.length >= 0.9 * seconds.length && seconds.length >= 0.9 * body.length ? 2 : 1
  const isCentred = hasGaps && named.length > 0 && named[0]!.index > headRows
  const first = rows.map((row, index): string => {
    const own = row.get(0)
    if (own || index < headRows) return own?.text ?? ''
    const y = [...row.values()][0]?.baseline ?? 0
    const before = named.findLast((one) => one.index < index)?.piece
    const after = isCentred ? named.find((one) => one.index > index)?.piece : undefined
    if (!before || !after) return (before ?? after)?.text ?? ''
    return y - before.baseline <= after.baseline - y ? before.text : after.text
  })
  const texts = rows.map((row, index) => {
    const second = columns === 2 ? row.get(1)?.text : undefined
    return [first[index], second].filter((text) => text !== undefined && text !== '').join(' / ')
  })
  return { texts, columns }
}

const valueStart = /^[-−–+±<>≤≥~≈(]?\s*[$€£]?\s*\.?\d/
const digits = /\d/g
const letters = /\p{L}/gu

/** A measured value, whatever stands with it: "21.5M (26.5%)", "54 / 59 = 91.5%", "77.8% @ 0.554s". Not "2-way". */
const isValue = (text: string): boolean =>
  isNumber(text) || (valueStart.test(text) && (text.match(digits)?.length ?? 0) > (text.match(letters)?.length ?? 0))

/** Says that there is no value: neither a name nor a number. */
const isNothing = (text: string): boolean => /^(?:[-–—−✓✗×.…?∗*/]+|n\/?a\.?|none)$/i.test(text)

export const isNumber = (text: string): boolean => number.test(text)

function piecesOf(line: StyledLine): Piece[] {
  const groups: Part[][] = []
  for (const part of line.parts) {
    const open = groups.at(-1)
    const before = open?.at(-1)
    const size = part.word.size
    const isPair = before && isNumber(before.word.text) && isNumber(part.word.text) && part.gap > numberGap * size
    if (open && (part.raised || (part.gap < cellGap * size && !isPair))) open.push(part)
    else groups.push([part])
  }
  return groups.map((parts) => pieceOf(parts, line))
}

function pieceOf(parts: Part[], { baseline, size }: { baseline: number; size: number }): Piece {
  return {
    text: textOfParts(parts),
    box: parts.map(({ word }) => wordBox(word)).reduce(joinBoxes),
    baseline,
    size,
    parts,
  }
}

function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = []
  for (const piece of pieces.toSorted((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1)
    if (row && piece.baseline - row[0]!.baseline < 0.45 * piece.size) row.push(piece)
    else rows.push([piece])
  }
  return rows.map((row) => row.toSorted((a, b) => a.box[0] - b.box[0]))
}

type Column = { from: number; to: number }

/** The x intervals of the rows with most cells, merged; a cell over two of them is a spanning head, not a column. */
function columnsOf(rows: readonly Piece[][]): Column[] {
  const most = Math.max(0, ...rows.map((row) => row.length))
  const full = rows.filter((row) => row.length >= Math.max(2, most * 0.6))
  const columns: Column[] = []
  for (const { box } of full.toSorted((a, b) => b.length - a.length).flat()) {
    const hit = columns.filter(({ from, to }) => Math.min(to, box[2]) - Math.max(from, box[0]) > 0)
    const [only] = hit
    if (hit.length === 0) columns.push({ from: box[0], to: box[2] })
    else if (only && hit.length === 1) {
      only.from = Math.min(only.from, box[0])
      only.to = Math.max(only.to, box[2])
    }
  }
  return columns.toSorted((a, b) => a.from - b.from)
}

/** Cells that melted in one row ("PG19 Wiki") are cut where the other rows have a gutter. */
function cutAtGutters(piece: Piece, columns: readonly Column[]): Piece[] {
  const groups: Part[][] = [[]]
  for (const part of piece.parts) {
    const open = groups.at(-1)!
    const before = open.at(-1)?.word
    const isWide = part.gap > gutterGap * part.word.size && !part.raised
    const isGutter =
      before !== undefined &&
      isWide &&
      columnAt(columns, (before.x0 + before.x1) / 2) !== columnAt(columns, (part.word.x0 + part.word.x1) / 2)
    if (isGutter) groups.push([part])
    else open.push(part)
  }
  return groups.length === 1 ? [piece] : groups.map((parts) => pieceOf(parts, piece))
}

/** The column whose interval holds x, or is nearest. */
function columnAt(columns: readonly Column[], x: number): number {
  const distance = ({ from, to }: Column): number => Math.max(from - x, x - to, 0)
  return columns.reduce((best, column, index) => (distance(column) < distance(columns[best]!) ? index : best), 0)
}

/** All columns that a piece covers by more than half; a piece that covers none stands in its nearest. */
function columnsUnder({ box }: Piece, columns: readonly Column[]): number[] {
  const covered = columns.flatMap(({ from, to }, index) =>
    Math.min(to, box[2]) - Math.max(from, box[0]) > 0.5 * (to - from) ? [index] : [],
  )
  return covered.length > 0 ? covered : [columnAt(columns, (box[0] + box[2]) / 2)]
}

/** A head in an upper row stands over the middle of its columns: those beside it join while that brings the middle nearer. */
function centredUnder(piece: Piece, row: readonly Piece[], columns: readonly Column[]): number[] {
  const taken = new Set(row.filter((other) => other !== piece).flatMap((other) => columnsUnder(other, columns)))
  const centre = (piece.box[0] + piece.box[2]) / 2
  const offCentre = (group: readonly number[]): number =>
    Math.abs((columns[group[0]!]!.from + columns[group.at(-1)!]!.to) / 2 - centre)
  let group = columnsUnder(piece, columns)
  for (;;) {
    const wider = [
      [group[0]! - 1, ...group],
      [...group, group.at(-1)! + 1],
    ].filter((next) => next.every((column) => column > 0 && column < columns.length && !taken.has(column)))
    const best = wider.toSorted((a, b) => offCentre(a) - offCentre(b))[0]
    // Two points: less is how a column's own cells vary.
    if (!best || offCentre(best) > offCentre(group) - 2) return group
    group = best
  }
}

function placeInColumns(row: readonly Piece[], columns: readonly Column[]): Map<number, Piece> {
  const placed = new Map<number, Piece>()
  for (const piece of row) {
    const [first = 0] = columnsUnder(piece, columns)
    const there = placed.get(first)
    placed.set(
      first,
      there ? { ...there, text: `${there.text} ${piece.text}`, box: joinBoxes(there.box, piece.box) } : piece,
    )
  }
  return placed
}

/** "1 3 5 10" or "2016 2018" without a row head: whole numbers that grow from left to right are names of columns. */
function isCountingHead(row: ReadonlyMap<number, Piece>): boolean {
  const numbers = [...row]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, { text }]) => (/^\d{1,4}$/.test(text) ? Number(text) : []))
  const others = [...row.values()].filter(({ text }) => isValue(text)).length - numbers.length
  return (
    !row.has(0) &&
    others === 0 &&
    numbers.length >= 2 &&
    numbers.every((value, at) => at === 0 || value > numbers[at - 1]!)
  )
}

/** Up to the first row of numbers, and not past the first full row (with what is under it without a row head or a digit). */
function headRowCount(rows: readonly Map<number, Piece>[], columnCount: number): number {
  const numbers = rows.findIndex((row, index) => {
    if (index > 0 && isCountingHead(row)) return false
    const filled = [...row].filter(([column, { text }]) => column > 0 && !isNothing(text))
    return filled.length > 0 && filled.filter(([, { text }]) => isValue(text)).length >= 0.5 * filled.length
  })
  let full = rows.findIndex((row) => row.has(0) && row.size >= 0.75 * columnCount) + 1
  if (full > 0)
    while (rows[full] && !rows[full]!.has(0) && ![...rows[full]!.values()].some(({ text }) => /\d/.test(text)))
      full += 1
  if (numbers < 0 && full === 0) return Math.min(1, rows.length)
  return Math.min(numbers < 0 ? Infinity : numbers, full === 0 ? Infinity : full)
}
