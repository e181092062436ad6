/** Every number of a paper, found by value; a number in a table is named by its cell. */
import type { PaperText, Span, TableCell } from '../papers/schema.ts'
import type { ReadNumber } from '../text/numbers.ts'
import { lowerBound } from './paper-letters.ts'
import { termsOfHead } from './table-heads.ts'
import { terms } from './terms.ts'
import { placeInSentence, type PaperSentence } from './paper-sentences.ts'

/** A cell and the table it stands in (its index); `label` is "Table 3, Nucleus, PG19". */
export type NamedCell = {
  table: number
  cell: TableCell
  label: string
  span: Span
  /** Stems of its row head and of its column head, without citations. */
  heads: readonly (readonly string[])[]
  /** Stems of its row head and column head, and of the table's caption. */
  headTerms: ReadonlySet<string>
  captionTerms: ReadonlySet<string>
}

export type PaperNumber = { number: ReadNumber; sentence: number; span: Span; cell: NamedCell | null }

export type PaperNumbers = {
  /** In reading order. */
  all: readonly PaperNumber[]
  cells: readonly NamedCell[]
  /** Those in the cells of a table, by its index in the paper's tables. */
  inTable: (table: number) => readonly PaperNumber[]
  /** Those whose value, or one of its other readings, lies in `[from, to]`. */
  between: (from: number, to: number) => PaperNumber[]
}

export function paperNumbers(paper: PaperText, sentences: readonly PaperSentence[]): PaperNumbers {
  const cells = namedCells(paper)
  const all = sentences.flatMap((sentence, index) =>
    sentence.numbers.map((number) => {
      const span = placeInSentence(sentence, number.start, number.end)
      const cell = cells.find((named) => overlap(named.span, span)) ?? null
      return { number, sentence: index, span, cell }
    }),
  )
  const byValue = all
    .flatMap((entry) => [entry.number.value, ...entry.number.alternatives].map((value) => ({ value, entry })))
    .toSorted((a, b) => a.value - b.value)
  const byTable = Map.groupBy(
    all.filter((entry) => entry.cell !== null),
    (entry) => entry.cell!.table,
  )
  const values = byValue.map(({ value }) => value)
  return {
    all,
    cells,
    inTable: (table) => byTable.get(table) ?? [],
    between: (from, to) => {
      const found: PaperNumber[] = []
      for (let at = lowerBound(values, from); at < values.length && values[at]! <= to; at += 1)
        found.push(byValue[at]!.entry)
      return found
    },
  }
}

/** Each filled cell with its place in the page text: the runs whose middle lies in the cell's box. */
function placedCells(paper: PaperText): { table: number; label: string; cell: TableCell; span: Span }[] {
  return paper.tables.flatMap((table, index) => {
    const runs = paper.pages[table.pageIndex]?.runs ?? []
    return table.cells.flatMap((cell) => {
      const [x0, y0, x1, y1] = cell.box
      const inside = runs.filter((run) => {
        const x = (run[2] + run[4]) / 2
        const y = (run[3] + run[5]) / 2
        return x >= x0 && x <= x1 && y >= y0 && y <= y1
      })
      if (inside.length === 0) return []
      const span = { pageIndex: table.pageIndex, start: inside[0]![0], end: inside.at(-1)![1] }
      return [{ table: index, label: table.label, cell, span }]
    })
  })
}

/** Cells with a digit, named by their table and heads; the heads themselves are no cells. */
function namedCells(paper: PaperText): NamedCell[] {
  const stems = new Map<string, string>()
  const captions = paper.tables.map((table) => new Set(terms(table.caption, stems)))
  return placedCells(paper)
    .filter(({ cell }) => /\d/.test(cell.text) && cell.rowHead.trim() !== '')
    .map(({ table, label, cell, span }) => {
      const named = [label, cell.rowHead, cell.columnHead].filter((part) => part.trim() !== '').join(', ')
      const heads = `${cell.rowHead} ${cell.columnHead}`.replace(/[-–/]/g, ' ')
      return {
        table,
        cell,
        label: named,
        span,
        heads: [cell.rowHead, cell.columnHead].map((head) => termsOfHead(head, stems)),
        headTerms: new Set(terms(heads, stems)),
        captionTerms: captions[table]!,
      }
    })
}

/** The cells of every table down its columns. */
export function tableColumns(paper: PaperText): Span[] {
  return placedCells(paper)
    .toSorted((a, b) => a.table - b.table || a.cell.column - b.cell.column || a.cell.row - b.cell.row)
    .map(({ span }) => span)
}

function overlap(a: Span, b: Span): boolean {
  return a.pageIndex === b.pageIndex && a.start < b.end && b.start < a.end
}
