/** The grid of a table: pieces of text by row and column, told by gaps, gutters and rules. */
import type { Box } from '../schema.ts'
import { joinBoxes, wordBox } from './page-content.ts'
import { textOfParts, type Part, type StyledLine } from './styled-line.ts'
import { isCutAcross, isCutDown, type TableRules } from './table-rules.ts'
import { isName, isNumber, isValue, isWhole } from './table-values.ts'

/** What stands in one box of the grid. Its lines, where it has several, are one text. */
export type Piece = { text: string; box: Box; size: number; bold: boolean; parts: Part[] }

export type Column = { from: number; to: number }

export type GridRow = {
  /** Baselines of its first and last line. */
  top: number
  bottom: number
  size: number
  /** From left to right. */
  pieces: Piece[]
  /** By the first column that a piece stands in. */
  cells: Map<number, Piece>
}

export type Grid = { rows: GridRow[]; columns: Column[]; rules: TableRules }

/** Two cells when the gap is wider (shares of the size): between words, and between two numbers. */
const cellGap = 0.62
const numberGap = 0.3
/** Around ±, which tables align in a column of its own. */
const spreadGap = 1.5
/** A gap as wide as this, over the gutter between two columns, cuts too. */
const gutterGap = 0.36
/** Baselines nearer than this (shares of the size) are one row; nearer than the second, one row of cells of several lines. */
const sameBaseline = 0.45
const halfStep = 0.85

/** @param lines in any order, in the page's reading frame (points) */
export function gridOf(lines: readonly StyledLine[], rules: TableRules): Grid {
  const pieces = lines.flatMap((line) => piecesOf(line, rules))
  const raw = interleaved(linesOfPieces(pieces), rules).filter((row) => !isBeyondRules(row, rules))
  const columns = columnsOf(
    raw.map((row) => row.pieces),
    rules,
  )
  const rows = raw.map((row) => {
    const cut = row.pieces.flatMap((piece) => cutAtGutters(piece, columns))
    return { ...row, pieces: cut, cells: placeInColumns(cut, columns) }
  })
  const grid = { rows, columns, rules }
  return isOfWords(grid) ? { ...grid, rows: joinedBetweenRules(grid) } : grid
}

/** A table of sentences: hardly a value after the first column. */
function isOfWords({ rows }: Grid): boolean {
  const texts = rows.flatMap(({ cells }) => [...cells].flatMap(([column, { text }]) => (column > 0 ? text : [])))
  return texts.filter((text) => isValue(text)).length < 0.1 * texts.length
}

/** In a table of sentences, lines set close between two rules are one row: each cell has several lines. */
function joinedBetweenRules(grid: Grid): GridRow[] {
  const bands: GridRow[][] = []
  for (const [at, row] of grid.rows.entries()) {
    const band = bands.at(-1)
    if (!band || isParted(grid, at) || row.top - band.at(-1)!.bottom > 1.5 * row.size) bands.push([row])
    else band.push(row)
  }
  return bands.flatMap((band) => (isOneRow(band, bands.length > 3) ? band.reduce(onTop) : band))
}

/** One name of fewer lines than what stands beside it; where rules part rows, also sentences in the first column. */
function isOneRow(band: readonly GridRow[], rulesPartRows: boolean): boolean {
  const named = band.flatMap(({ cells }, at) => (cells.has(0) ? [at] : []))
  const [first = 0] = named
  const isTogether = named.every((at, place) => at === first + place)
  const isOneName = named.length > 0 && isTogether && named.length < band.length
  const words = band.flatMap(({ cells }) => cells.get(0)?.text.split(' ') ?? [])
  return isOneName || (rulesPartRows && words.length > 5 * band.length)
}

function onTop(above: GridRow, below: GridRow): GridRow {
  const cells = new Map(above.cells)
  for (const [column, piece] of below.cells) {
    const there = cells.get(column)
    cells.set(column, there ? underneath(there, piece) : piece)
  }
  return { ...above, bottom: below.bottom, cells, pieces: [...cells.values()] }
}

/** A cell with one more line. */
const underneath = (cell: Piece, line: Piece): Piece => ({
  ...cell,
  text: joinCellLines(cell.text, line.text),
  box: joinBoxes(cell.box, line.box),
  parts: [...cell.parts, ...line.parts],
})

export const centreOf = ({ from, to }: Column): number => (from + to) / 2

/** A rule between this row and the one above it that runs through the column's middle. */
export function isRuledAbove({ rows, columns, rules }: Grid, row: number, column: number): boolean {
  const above = rows[row - 1]
  const own = rows[row]
  const at = columns[column]
  return Boolean(above && own && at && isCutAcross(rules, centreOf(at), above.bottom, own.top))
}

/** A rule above this row from the first column to the last. */
export const isParted = (grid: Grid, row: number): boolean =>
  isRuledAbove(grid, row, 0) && isRuledAbove(grid, row, grid.columns.length - 1)

function piecesOf(line: StyledLine, rules: TableRules): Piece[] {
  const groups: Part[][] = []
  for (const part of line.parts) {
    const open = groups.at(-1)
    const before = open?.at(-1)
    const { size, text, x0, baseline } = part.word
    const isPair = before && isNumber(before.word.text) && isNumber(text) && part.gap > numberGap * size
    const isCut = before !== undefined && isCutDown(rules, baseline - 0.3 * size, before.word.x1 - 0.3 * size, x0)
    const isSpread = text.startsWith('±') || before?.word.text.endsWith('±')
    const isNear = part.gap < (isSpread ? spreadGap : cellGap) * size
    if (open && !isCut && (part.raised || (isNear && !isPair))) open.push(part)
    else groups.push([part])
  }
  return groups.map((parts) => pieceOf(parts, line.size))
}

function pieceOf(parts: Part[], size: number): Piece {
  return {
    text: textOfParts(parts),
    box: parts.map(({ word }) => wordBox(word)).reduce(joinBoxes),
    size,
    bold: parts.every(({ word }) => word.font.bold),
    parts,
  }
}

type RawRow = Omit<GridRow, 'cells'>

const baselineOf = ({ parts }: Piece): number => (parts.find(({ raised }) => !raised) ?? parts[0]!).word.baseline

function linesOfPieces(pieces: readonly Piece[]): RawRow[] {
  const rows: RawRow[] = []
  for (const piece of pieces.toSorted((a, b) => baselineOf(a) - baselineOf(b))) {
    const baseline = baselineOf(piece)
    const row = rows.at(-1)
    if (row && baseline - row.top < sameBaseline * piece.size) row.pieces.push(piece)
    else rows.push({ top: baseline, bottom: baseline, size: piece.size, pieces: [piece] })
  }
  for (const row of rows) row.pieces.sort((a, b) => a.box[0] - b.box[0])
  return rows
}

/** Cells of two lines beside cells of one stand half a line higher and lower: no step of one column is so small, so it is one row. */
function interleaved(lines: readonly RawRow[], rules: TableRules): RawRow[] {
  const rows: RawRow[] = []
  for (const line of lines) {
    const row = rows.at(-1)
    const together =
      row && line.top - row.bottom < halfStep * Math.min(row.size, line.size) && stacked(row, line, rules)
    if (together) rows[rows.length - 1] = together
    else rows.push(line)
  }
  return rows
}

/** One row of both, or null: two values of one column are two rows, and so is what a rule parts. */
function stacked(row: RawRow, line: RawRow, rules: TableRules): RawRow | null {
  const pieces = [...row.pieces]
  for (const piece of line.pieces) {
    const centre = (piece.box[0] + piece.box[2]) / 2
    if (isCutAcross(rules, centre, row.bottom, line.top)) return null
    const at = pieces.findIndex((other) => isOver(other, piece))
    const there = pieces[at]
    if (!there) pieces.push(piece)
    else if (isValue(there.text) && isValue(piece.text)) return null
    else if (isSpanning(there, line) || isSpanning(piece, row) || isCutAcross(rules, centre, row.top, line.top))
      return null
    else pieces[at] = underneath(there, piece)
  }
  return { ...row, bottom: line.top, pieces: pieces.toSorted((a, b) => a.box[0] - b.box[0]) }
}

/** Two lines of one cell; a broken word is mended. */
export const joinCellLines = (above: string, below: string): string =>
  /\p{L}[-‐]$/u.test(above) && /^\p{Ll}/u.test(below) ? above.slice(0, -1) + below : `${above} ${below}`

const isOver = (a: Piece, b: Piece): boolean => Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]) > 0
const isSpanning = (piece: Piece, { pieces }: RawRow): boolean =>
  pieces.filter((other) => isOver(other, piece)).length > 1

/** Sentences above the first of three long rules, or below the last, are the end of a caption or notes: no cells. */
function isBeyondRules({ top, bottom, size, pieces }: RawRow, { across }: TableRules): boolean {
  const longest = Math.max(...across.map(({ from, to }) => to - from))
  const long = across.filter(({ from, to }) => to - from > 0.9 * longest)
  const isOutside = bottom < (long[0]?.at ?? 0) || top - 0.5 * size > (long.at(-1)?.at ?? Infinity)
  return (
    long.length >= 3 && isOutside && (pieces.length === 1 || pieces.some(({ text }) => text.split(' ').length >= 5))
  )
}

/** The x intervals of the rows with most cells, merged; a cell over two of them is a spanning head, not a column. */
function columnsOf(rows: readonly (readonly Piece[])[], rules: TableRules): Column[] {
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
  const kept: Column[] = []
  for (const column of columns.toSorted((a, b) => a.from - b.from)) {
    const before = kept.at(-1)
    if (before && (isChance(before, column, rows) || isOneCell(before, column, rows, rules))) before.to = column.to
    else kept.push({ ...column })
  }
  return kept
}

const isIn = ({ box }: Piece, { from, to }: Column): boolean => Math.min(to, box[2]) - Math.max(from, box[0]) > 0

/** A gutter that more rows write over than keep is a wide space in a few cells. */
function isChance(left: Column, right: Column, rows: readonly (readonly Piece[])[]): boolean {
  const over = rows.filter((row) => row.length > 1 && row.some((piece) => isIn(piece, left) && isIn(piece, right)))
  const apart = rows.filter(
    (row) => !over.includes(row) && row.some((piece) => isIn(piece, left)) && row.some((piece) => isIn(piece, right)),
  )
  return over.length > apart.length
}

/** Rules down on both sides of two columns, none between, and nowhere two names or whole numbers: parts of one value, set apart. */
function isOneCell(left: Column, right: Column, rows: readonly (readonly Piece[])[], { down }: TableRules): boolean {
  const between = down.some(({ at }) => at > left.to - 1 && at < right.from + 1)
  const around = down.some(({ at }) => at < left.from) && down.some(({ at }) => at > right.to)
  const isKey = (piece: Piece | undefined): boolean =>
    piece !== undefined && (isName(piece.text) || isWhole(piece.text))
  const namedApart = rows.some(
    (row) =>
      isKey(row.find((piece) => isIn(piece, left))) &&
      isKey(row.find((piece) => isIn(piece, right) && !isIn(piece, left))),
  )
  return around && !between && !namedApart
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
  return groups.length === 1 ? [piece] : groups.map((parts) => pieceOf(parts, piece.size))
}

/** The column whose interval holds x, or is nearest. */
function columnAt(columns: readonly Column[], x: number): number {
  const distance = ({ from, to }: Column): number => Math.max(from - x, x - to, 0)
  return columns.reduce((best, column, index) => (distance(column) < distance(columns[best]!) ? index : best), 0)
}

/** All columns that a piece covers by more than half; a piece that covers none stands in its nearest. */
export function columnsUnder({ box }: Piece, columns: readonly Column[]): number[] {
  const covered = columns.flatMap(({ from, to }, index) =>
    Math.min(to, box[2]) - Math.max(from, box[0]) > 0.5 * (to - from) ? [index] : [],
  )
  return covered.length > 0 ? covered : [columnAt(columns, (box[0] + box[2]) / 2)]
}

function placeInColumns(row: readonly Piece[], columns: readonly Column[]): Map<number, Piece> {
  const placed = new Map<number, Piece>()
  for (const piece of row) {
    const [first = 0] = columnsUnder(piece, columns)
    const there = placed.get(first)
    const text = there && `${there.text} ${piece.text}`
    placed.set(first, there && text ? { ...there, text, box: joinBoxes(there.box, piece.box) } : piece)
  }
  return placed
}
