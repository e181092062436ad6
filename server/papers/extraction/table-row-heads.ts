/** The head of each row: its names at the left, also those over several rows, under the name of its group. */
import {
  columnsUnder,
  isParted,
  isRuledAbove,
  joinCellLines,
  type Column,
  type Grid,
  type GridRow,
  type Piece,
} from './table-grid.ts'
import type { Section } from './table-column-heads.ts'
import { isMeasured, isName, isNothing, isValue, isWhole } from './table-values.ts'

/** `texts` by row of the grid, for a cell of each column: the names to its left. */
export type RowHeads = {
  /** How many columns from the first on are names of rows. */
  keys: number
  /** Head of the cell at this row and column; empty for what is a head itself. */
  of: (row: number, column: number) => string
}

/** A row is named by its group, then by its key columns: as many as tell the rows apart. */
export function rowHeadsOf(grid: Grid, { bodyFrom, to }: Section): RowHeads {
  const body = Array.from({ length: Math.max(0, to - bodyFrom) }, (_, at) => bodyFrom + at)
  const lone = loneRows(grid, body)
  const groups = groupOfRows(grid, body, lone)
  const named = (column: number) => namesOf(grid, body, column, lone)
  const columns = [named(0)]
  const valueRows = body.filter((row) => !lone.has(row))
  const labelOf = (row: number, keys: number): string =>
    [groups.get(row), ...columns.slice(0, keys).map((names) => names.get(row))]
      .filter((text) => text !== undefined && text !== '')
      .join(' / ')
  const distinct = (keys: number): number => new Set(valueRows.map((row) => labelOf(row, keys))).size
  let keys = 1
  // Rows that are only counted have their names in the next column.
  const isCounted = valueRows.every((row) => isWhole(columns[0]!.get(row) ?? ''))
  // Names that repeat need the next column; one that adds nothing is passed over when a later one does.
  for (let column = 1; column < grid.columns.length - 1; column++) {
    const isNeeded = distinct(keys) < valueRows.length || (isCounted && column === 1)
    if (!isNeeded) break
    if (!isKeyColumn(grid, valueRows, column) || !hasValuesAfter(grid, valueRows, column)) break
    columns.push(named(column))
    if (distinct(column + 1) > distinct(keys) || (isCounted && isNames(grid, valueRows, column))) keys = column + 1
  }
  return {
    keys,
    of: (row, column) => (lone.has(row) ? '' : labelOf(row, Math.min(column, keys))),
  }
}

/** Names, or whole numbers, in nearly every row. */
function isKeyColumn({ rows }: Grid, valueRows: readonly number[], column: number): boolean {
  const texts = valueRows.flatMap((row) => rows[row]!.cells.get(column)?.text ?? [])
  return texts.length > 0 && texts.filter((text) => !isNothing(text) && !isMeasured(text)).length >= 0.9 * texts.length
}

const isNames = ({ rows }: Grid, valueRows: readonly number[], column: number): boolean =>
  valueRows.every((row) => isName(rows[row]!.cells.get(column)?.text ?? '-'))

function hasValuesAfter({ rows }: Grid, valueRows: readonly number[], column: number): boolean {
  const texts = valueRows.flatMap((row) => [...rows[row]!.cells].flatMap(([at, { text }]) => (at > column ? text : [])))
  return texts.filter((text) => isValue(text)).length > 0.4 * texts.length
}

type LoneRow = 'group' | 'goes-on' | 'begins'

/** Rows of one piece that is no value: the name of a group of rows, or one more line of the name above or below. */
function loneRows(grid: Grid, body: readonly number[]): Map<number, LoneRow> {
  const { rows, columns } = grid
  const found = new Map<number, LoneRow>()
  const isLone = (row: number | undefined): boolean => {
    const pieces = row === undefined ? undefined : rows[row]?.pieces
    return pieces?.length === 1 && !isValue(pieces[0]!.text) && !isNothing(pieces[0]!.text)
  }
  for (const row of body) {
    if (!isLone(row)) continue
    const [piece] = rows[row]!.pieces
    const above = body.includes(row - 1) && !isParted(grid, row) ? row - 1 : undefined
    const below = body.includes(row + 1) && !isParted(grid, row + 1) ? row + 1 : undefined
    const isInFirst = rows[row]!.cells.has(0)
    const isWide = isInFirst ? piece!.box[2] > (columns[1]?.from ?? Infinity) : isMiddleOfTable(piece!, columns)
    if (!isWide && !isInFirst) continue
    const isBroken = above !== undefined && /\p{L}[-‐]$/u.test(rows[above]!.cells.get(0)?.text ?? '')
    const endsBand = above !== undefined && below === undefined && !isWide
    const around = isWide ? null : besideOneRow(grid, body, row, isLone)
    const begins = around === 'above' || (below !== undefined && goesOnBelow(grid, body, row))
    const kind = isBroken || endsBand || around === 'below' ? 'goes-on' : begins ? 'begins' : 'group'
    if (kind === 'group' && !isWide && isAmongUnnamed(grid, body, row)) continue
    found.set(row, kind)
  }
  return found
}

/** Between two rules one row of values alone, with lines of its name above and below: on which side this line is; else null. */
function besideOneRow(
  grid: Grid,
  body: readonly number[],
  row: number,
  isLone: (row: number) => boolean,
): 'above' | 'below' | null {
  const band = bandAround(grid, body, row, 0)
  const [only, ...more] = band.filter((other) => !isLone(other))
  if (only === undefined || more.length > 0 || band[0] === only || band.at(-1) === only) return null
  return row < only ? 'above' : 'below'
}

/** The name below goes on in small letters, where names begin with capitals. */
function goesOnBelow({ rows }: Grid, body: readonly number[], row: number): boolean {
  const isSmall = (text: string | undefined): boolean => text !== undefined && /^[\p{Ll}(]/u.test(text)
  const names = body.flatMap((other) => rows[other]!.cells.get(0)?.text ?? [])
  return isSmall(rows[row + 1]?.cells.get(0)?.text) && names.filter(isSmall).length < 0.4 * names.length
}

function isMiddleOfTable(piece: Piece, columns: readonly Column[]): boolean {
  const [from, to] = [columns[0]!.from, columns.at(-1)!.to]
  const offCentre = Math.abs((piece.box[0] + piece.box[2]) / 2 - (from + to) / 2)
  return columnsUnder(piece, columns).length > 1 && offCentre < 0.08 * (to - from)
}

/** Rows without a name stand in its band: it is theirs. */
function isAmongUnnamed(grid: Grid, body: readonly number[], row: number): boolean {
  return bandAround(grid, body, row, 0).some((other) => !grid.rows[other]!.cells.has(0))
}

/** The rows around one that no rule parts in this column. */
function bandAround(grid: Grid, body: readonly number[], row: number, column: number): number[] {
  let from = row
  let to = row
  while (body.includes(from - 1) && !isRuledAbove(grid, from, column)) from -= 1
  while (body.includes(to + 1) && !isRuledAbove(grid, to + 1, column)) to += 1
  return body.filter((other) => other >= from && other <= to)
}

/** The name of a group holds up to the next one, or up to a rule after its rows. */
function groupOfRows(grid: Grid, body: readonly number[], lone: ReadonlyMap<number, LoneRow>): Map<number, string> {
  const groups = new Map<number, string>()
  let open = ''
  let rowsSince = 0
  // Where every row has its rule, rules end no group.
  const endsAtRule = body.slice(1).filter((row) => isParted(grid, row)).length < 0.8 * (body.length - 1)
  for (const row of body) {
    if (lone.get(row) === 'group') {
      const { text } = grid.rows[row]!.pieces[0]!
      open = rowsSince === 0 && open !== '' ? `${open} / ${text}` : text
      rowsSince = 0
    } else if (lone.get(row) === undefined) {
      if (rowsSince > 0 && endsAtRule && isParted(grid, row)) open = ''
      if (open !== '') groups.set(row, open)
      rowsSince += 1
    }
  }
  return groups
}

/** The name of every row in one column: its own, or that of the rows around it that have none. */
function namesOf(
  grid: Grid,
  body: readonly number[],
  column: number,
  lone: ReadonlyMap<number, LoneRow>,
): Map<number, string> {
  const names = new Map<number, string>()
  const done = new Set<number>()
  for (const row of body) {
    if (done.has(row) || lone.get(row) === 'group') continue
    const band = bandAround(grid, body, row, column).filter((other) => other >= row)
    const end = band.findIndex((other) => lone.get(other) === 'group')
    const own = end < 0 ? band : band.slice(0, end)
    for (const other of own) done.add(other)
    nameBand(grid, own, column, { names, lone })
  }
  return names
}

type Naming = { names: Map<number, string>; lone: ReadonlyMap<number, LoneRow> }

function nameBand(grid: Grid, band: readonly number[], column: number, { names, lone }: Naming): void {
  const { rows } = grid
  const textAt = (row: number): string | undefined => rows[row]!.cells.get(column)?.text
  const blocks: { from: number; to: number; text: string }[] = []
  for (const row of band) {
    const text = textAt(row)
    if (text === undefined) continue
    const open = blocks.at(-1)
    const goesOn =
      open?.to === row - 1 && (lone.get(open.to) === 'begins' || isMoreOf(open.text, rows[row]!, lone.get(row)))
    if (open && goesOn) Object.assign(open, { to: row, text: joinCellLines(open.text, text) })
    else blocks.push({ from: row, to: row, text })
  }
  const isBlank = (row: number): boolean => textAt(row) === undefined
  const unnamed = band.filter(isBlank)
  const inOne = blocks.length > 0 && blocks.at(-1)!.to - blocks[0]!.from + 1 === band.length - unnamed.length
  const isCentred = unnamed.length > 0 && isBlank(band[0]!)
  const isFewLines = band.length - unnamed.length <= 3
  if (inOne && isCentred && isFewLines) {
    const text = blocks.map((block) => block.text).reduce(joinCellLines)
    for (const row of band) names.set(row, text)
    return
  }
  for (const row of band) names.set(row, nearest(blocks, row, rows, isCentred))
}

/** One more line of a name: a row of that alone, or its citation, or the rest of a broken word. */
function isMoreOf(text: string, row: GridRow, lone: LoneRow | undefined): boolean {
  const own = row.cells.get(0)?.text ?? ''
  const isAlone = lone === 'goes-on' || (lone === undefined && row.pieces.length === 1)
  return isAlone || /^\(.*\d{4}[a-z]?\)$/.test(own) || /\p{L}[-‐]$/u.test(text)
}

/** The block that holds the row, else the one above it; where names stand in the middle of their rows, the nearer one. */
function nearest(
  blocks: readonly { from: number; to: number; text: string }[],
  row: number,
  rows: readonly GridRow[],
  isCentred: boolean,
): string {
  const before = blocks.findLast(({ from }) => from <= row)
  const after = isCentred ? blocks.find(({ from }) => from > row) : undefined
  if (!before || !after || before.to >= row) return (before ?? after)?.text ?? ''
  const up = rows[row]!.top - rows[before.to]!.bottom
  return up <= rows[after.from]!.top - rows[row]!.bottom ? before.text : after.text
}
