/** The cells of a table region, each with the heads of its row and column: "number at row R, column C" can be said. */
import type { TableCell } from '../schema.ts'
import type { StyledLine } from './styled-line.ts'
import { columnHeadsOf, sectionsOf } from './table-column-heads.ts'
import { gridOf } from './table-grid.ts'
import { innerNamesOf } from './table-inner-names.ts'
import { rowHeadsOf } from './table-row-heads.ts'
import { noRules, type TableRules } from './table-rules.ts'

/**
 * @param lines the table's lines, in any order, in the page's reading frame (points)
 * @param rules those drawn in the table, in the same frame
 * @returns filled cells only, by row, then column; `row` 0 is the first head row. The head of a column joins its head rows
 * with ` / `; so does the head of a row its group's name and its key columns. Heads are empty for what is a head itself.
 */
export function tableCells(lines: readonly StyledLine[], rules: TableRules = noRules): TableCell[] {
  const grid = gridOf(lines, rules)
  if (grid.columns.length === 0) return []
  const sections = sectionsOf(grid)
  const [first] = sections
  if (!first) return []
  const above = columnHeadsOf(grid, first, first)
  return sections.flatMap((section) => {
    // Where a later section names only some of its columns, the others keep their head.
    const columnHeads = columnHeadsOf(grid, section, first).map((head, column) =>
      head === '' ? (above[column] ?? '') : head,
    )
    const rowHeads = rowHeadsOf(grid, section)
    const innerNames = innerNamesOf(grid, section, { heads: columnHeads, keys: rowHeads.keys })
    const rowHeadOf = (row: number, column: number): string => {
      const inner = innerNames.get(column)
      const name = inner && grid.rows[row]!.cells.get(inner.column)?.text
      const own = rowHeads.of(row, column)
      if (!inner || name === undefined) return own
      return inner.alone || own === '' ? name : `${own} / ${name}`
    }
    return grid.rows.slice(section.from, section.to).flatMap(({ cells }, at) => {
      const row = section.from + at
      const isHead = row < section.bodyFrom
      return [...cells]
        .toSorted(([a], [b]) => a - b)
        .map(([column, { text, box }]) => ({
          ...{ row, column, text, box },
          rowHead: isHead ? '' : rowHeadOf(row, column),
          columnHead: isHead ? '' : (columnHeads[column] ?? ''),
        }))
    })
  })
}
