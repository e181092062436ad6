/** Which rows of a grid are heads, and the head of each column: told by rules, values and the middle that a head stands over. */
import { centreOf, columnsUnder, isParted, isRuledAbove, type Grid, type GridRow, type Piece } from './table-grid.ts'
import { isMeasured, isName, isNothing, isValue } from './table-values.ts'

/** A run of rows under heads of its own: `[from, bodyFrom)` are the heads, `[bodyFrom, to)` the body. */
export type Section = { from: number; bodyFrom: number; to: number }

/** Heads that a rule ends are few. */
const mostHeadRows = 6

/** @returns one section, and one more wherever heads stand again in the table's middle */
export function sectionsOf(grid: Grid): Section[] {
  const { rows } = grid
  const count = headRowCount(grid)
  const first = { from: 0, bodyFrom: count === 1 && isFirstGroup(grid) ? 0 : count, to: rows.length }
  const sections: Section[] = [first]
  for (let row = first.bodyFrom + 1; row < rows.length; row++) {
    if (!isHeadAgain(grid, row, first.bodyFrom)) continue
    let bodyFrom = row + 1
    while (bodyFrom < rows.length && isHeadAgain(grid, bodyFrom, first.bodyFrom)) bodyFrom += 1
    // The name of the group stands over its heads.
    const isUnderName = row - 1 > first.bodyFrom && rows[row - 1]!.pieces.length === 1 && isParted(grid, row - 1)
    const from = isUnderName ? row - 1 : row
    sections.at(-1)!.to = from
    sections.push({ from, bodyFrom, to: rows.length })
    row = bodyFrom
  }
  return sections
}

/** A table without heads whose first row names a group, as a later row of one name does. */
function isFirstGroup({ rows }: Grid): boolean {
  const isGroup = ({ pieces, cells }: GridRow): boolean => pieces.length === 1 && isName(cells.get(0)?.text ?? '-')
  return isGroup(rows[0]!) && rows.slice(1, -1).some(isGroup)
}

/** Names where the other rows have values, set off by a rule or in bold. */
function isHeadAgain(grid: Grid, row: number, bodyFrom: number): boolean {
  const { rows, columns } = grid
  const own = rows[row]!
  const next = rows[row + 1]
  if (!next || (!isParted(grid, row) && !isParted(grid, row + 1) && !own.pieces.every(({ bold }) => bold))) return false
  const others = [...own.cells].flatMap(([column, { text }]) => (column > 0 ? text : []))
  const firstHead = rows
    .slice(0, bodyFrom)
    .findLast(({ cells }) => cells.has(0))
    ?.cells.get(0)?.text
  if (firstHead !== undefined && own.cells.get(0)?.text === firstHead && others.length > 0 && others.every(isName))
    return true
  const body = rows.slice(bodyFrom)
  const valued = columns.flatMap((_, column) => {
    const filled = body.flatMap(({ cells }) => cells.get(column) ?? []).filter(({ text }) => !isNothing(text))
    return column > 0 && filled.filter(({ text }) => isValue(text)).length > 0.6 * filled.length ? [column] : []
  })
  const here = valued.flatMap((column) => own.cells.get(column) ?? [])
  return here.length >= Math.max(2, 0.5 * valued.length) && here.every(({ text }) => isName(text))
}

/** "1 3 5 10", "2016 2018" or "48K 193K": whole numbers that grow from left to right are names of columns. */
function isCounting({ cells }: GridRow): boolean {
  const values = inOrder(new Map([...cells].filter(([column]) => column > 0)))
    .map(({ text }) => text)
    .filter((text) => isValue(text))
  const counts = values.map((text) => /^(\d{1,4})[kKMB%]?$/.exec(text)?.[1])
  return (
    values.length >= 2 &&
    counts.every((count, at) => count !== undefined && (at === 0 || Number(count) > Number(counts[at - 1])))
  )
}

/** Under another row of heads, without a row head; or the first that has one, where measured values stand below. */
function isCountingHead(rows: readonly GridRow[], row: number): boolean {
  if (!isCounting(rows[row]!)) return false
  if (row > 0 && !rows[row]!.cells.has(0)) return true
  const isFirst = rows.slice(0, row).every(({ cells }) => !cells.has(0))
  return isFirst && [...(rows[row + 1]?.cells.values() ?? [])].some(({ text }) => isMeasured(text))
}

const inOrder = (cells: ReadonlyMap<number, Piece>): Piece[] =>
  [...cells].toSorted(([a], [b]) => a - b).map(([, piece]) => piece)

/** Up to the rule under the heads; else up to the first row of values, and not past the first full row and its units. */
function headRowCount(grid: Grid): number {
  const byWords = headRowsByWords(grid)
  const parted = grid.rows.flatMap((_, row) => (row > 0 && row <= mostHeadRows && isParted(grid, row) ? [row] : []))
  const [first] = parted
  if (first === undefined || !isBandOfHeads(grid.rows.slice(0, first))) return byWords
  // Another band of heads follows where none has named the first column yet, or where it has no name for it.
  let count = first
  for (const next of parted.slice(1)) {
    const isNamed = (from: number, to: number): boolean => grid.rows.slice(from, to).some(({ cells }) => cells.has(0))
    const endsInGroup = grid.rows[next - 1]!.pieces.length === 1 && grid.rows[next - 1]!.cells.has(0)
    if (next > byWords || endsInGroup || (isNamed(0, count) && isNamed(count, next))) break
    count = next
  }
  return goesOnUnderRule(grid, count) ? count + 1 : count
}

/** A row that first names the first column and else only has heads over several columns, with a rule under them. */
function goesOnUnderRule(grid: Grid, row: number): boolean {
  const { rows, columns } = grid
  const others = [...(rows[row]?.cells ?? [])].flatMap(([column, { text }]) => (column > 0 ? text : []))
  const isFirst = rows.slice(0, row).every(({ cells }) => !cells.has(0)) && Boolean(rows[row]?.cells.has(0))
  return isFirst && others.length > 0 && others.every(isName) && isRuledAbove(grid, row + 1, columns.length - 1)
}

/** Whole numbers may be names of columns, but not in every row, and decimals are none. */
function isBandOfHeads(rows: readonly GridRow[]): boolean {
  const texts = rows.map(({ cells }) => [...cells].flatMap(([column, { text }]) => (column > 0 ? text : [])))
  if (texts.flat().some((text) => isMeasured(text))) return false
  return (
    rows.some(isCounting) ||
    texts.some((row) => row.length > 0 && row.filter((text) => isValue(text)).length < 0.5 * row.length)
  )
}

function headRowsByWords({ rows, columns }: Grid): number {
  const numbers = rows.findIndex((row, index) => {
    if (isCountingHead(rows, index)) return false
    const filled = [...row.cells].filter(([column, { text }]) => column > 0 && !isNothing(text))
    return filled.length > 0 && filled.filter(([, { text }]) => isValue(text)).length >= 0.5 * filled.length
  })
  let full = rows.findIndex(({ cells }) => cells.has(0) && cells.size >= 0.75 * columns.length) + 1
  if (full > 0)
    while (rows[full] && !rows[full]!.cells.has(0) && !rows[full]!.pieces.some(({ text }) => /\d/.test(text))) full += 1
  if (numbers < 0 && full === 0) return Math.min(1, rows.length)
  return Math.min(numbers < 0 ? Infinity : numbers, full === 0 ? Infinity : full)
}

/**
 * @param first the table's first section: where a later one only has heads of several columns, the columns keep their names
 * @returns the head of each column, its head rows from top to bottom joined with ` / `; empty where there is none
 */
export function columnHeadsOf(grid: Grid, section: Section, first: Section): string[] {
  const own = spansIn(grid, section)
  const isOverNames = section !== first && own.every(({ sparse }) => sparse)
  const names = isOverNames ? spansIn(grid, first).filter(({ sparse }) => !sparse) : []
  const heads = grid.columns.map((): string[] => [])
  for (const { spans } of [...names, ...own])
    for (const { piece, under } of spans) for (const column of under) heads[column]!.push(piece.text)
  return heads.map((texts) => texts.join(' / '))
}

type Span = { piece: Piece; under: number[]; sure: boolean }

function spansIn(grid: Grid, section: Section): { spans: Span[]; sparse: boolean }[] {
  const rows = Array.from({ length: section.bodyFrom - section.from }, (_, at) => section.from + at)
  return rows.map((row) => ({ spans: spansOf(grid, row, section), sparse: isSparse(grid, row) }))
}

/** Fewer heads than half of the columns: some stand over several. */
function isSparse({ rows, columns }: Grid, row: number): boolean {
  const heads = [...rows[row]!.cells.keys()].filter((column) => column > 0)
  return heads.length < 0.5 * (columns.length - 1)
}

function spansOf(grid: Grid, row: number, { bodyFrom }: Section): Span[] {
  const { rows, columns } = grid
  const isLast = row === bodyFrom - 1
  // Heads of several columns may also stand under the names of the columns.
  const isSettled = isLast && (row === 0 || !isSparse(grid, row))
  const spans = rows[row]!.pieces.map((piece): Span => {
    const { isEnclosed } = fenceAround(piece, row, grid)
    const ruled = isSettled || isEnclosed ? [] : ruledSpan(piece, row, grid)
    return ruled.length > 0
      ? { piece, under: ruled, sure: true }
      : { piece, under: columnsUnder(piece, columns), sure: isSettled }
  })
  const overSeries = isLast || isSeries(rows[row + 1]!)
  for (const span of spans) {
    if (span.sure) continue
    const taken = new Set(spans.filter((other) => other !== span).flatMap(({ under }) => under))
    const { isWithin, isEnclosed } = fenceAround(span.piece, row, grid)
    const isFree = (column: number): boolean => column > 0 && !taken.has(column) && isWithin(column)
    span.under = centred(span, grid, isFree, { overSeries, isEnclosed })
  }
  return spans
}

/** The columns over a rule that lies close under the head, as long as the head at least, and not over the whole table. */
function ruledSpan(piece: Piece, row: number, { rows, columns, rules }: Grid): number[] {
  const { box, size } = piece
  const below = rows[row + 1]?.top ?? Infinity
  const rule = rules.strokes.find(
    ({ at, from, to }) => at > box[3] - 0.3 * size && at < below && from <= box[0] + 1 && to >= box[2] - 1,
  )
  // One rule under several heads says nothing of each.
  const isShared = rows[row]!.pieces.some(
    (other) => other !== piece && rule && other.box[0] > rule.from - 1 && other.box[2] < rule.to + 1,
  )
  if (!rule || isShared) return []
  const under = columns.flatMap((column, index) =>
    centreOf(column) > rule.from && centreOf(column) < rule.to ? [index] : [],
  )
  return under.length < columns.length ? under : []
}

/** Rules down at the height of a head: no column beyond them is under it; between two of them, all are. */
function fenceAround(
  { box }: Piece,
  row: number,
  { rows, columns, rules }: Grid,
): { isWithin: (column: number) => boolean; isEnclosed: boolean } {
  const { top, size } = rows[row]!
  const middle = (box[0] + box[2]) / 2
  const posts = rules.down.filter(({ from, to }) => from < top && to > top - 0.6 * size).map(({ at }) => at)
  const left = Math.max(-Infinity, ...posts.filter((post) => post < middle))
  const right = Math.min(Infinity, ...posts.filter((post) => post > middle))
  const isInner = left > columns[0]!.to - 1 || right < columns.at(-1)!.from + 1
  return {
    isWithin: (column) => centreOf(columns[column]!) > left && centreOf(columns[column]!) < right,
    // The frame of a whole table says nothing.
    isEnclosed: Number.isFinite(left) && Number.isFinite(right) && isInner,
  }
}

/** "P R F P R F" or "1 5 10": what stands over such a row is the head of several columns. */
function isSeries(row: GridRow): boolean {
  const texts = inOrder(row.cells).map(({ text }) => text)
  return new Set(texts).size < texts.length || isCounting(row)
}

/**
 * A head in an upper row stands over the middle of its columns: of all runs of free columns around it the longest whose middle
 * is its own, or the one that is nearest to it. Over a single column it only goes both ways where those below are a series.
 */
function centred(
  { piece, under }: Span,
  { columns }: Grid,
  isFree: (column: number) => boolean,
  { overSeries, isEnclosed }: { overSeries: boolean; isEnclosed: boolean },
): number[] {
  const middle = (piece.box[0] + piece.box[2]) / 2
  let low = under[0]!
  let high = under.at(-1)!
  while (isFree(low - 1)) low -= 1
  while (high + 1 < columns.length && isFree(high + 1)) high += 1
  if (isEnclosed) return columns.flatMap((_, column) => (column >= low && column <= high ? [column] : []))
  const pitch = (columns.at(-1)!.to - columns[0]!.from) / columns.length
  const offCentre = (a: number, b: number): number => Math.abs((columns[a]!.from + columns[b]!.to) / 2 - middle)
  const own = offCentre(under[0]!, under.at(-1)!)
  if (under.length === 1 && own < 0.12 * pitch && !overSeries) return under
  let best = { from: under[0]!, to: under.at(-1)!, off: own }
  for (let from = low; from <= under[0]!; from++)
    for (let to = high; to >= under.at(-1)!; to--) {
      const off = offCentre(from, to)
      const isLonger = to - from > best.to - best.from
      const fits = off < 0.25 * pitch
      const better = fits && best.off < 0.25 * pitch ? isLonger : off < best.off - 2
      if (better) best = { from, to, off }
    }
  return columns.flatMap((_, column) => (column >= best.from && column <= best.to ? [column] : []))
}
