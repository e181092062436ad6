/** Names in the middle of a table: where columns with the same head stand twice, the names to their left tell them apart. */
import type { Section } from './table-column-heads.ts'
import type { Grid } from './table-grid.ts'
import { isName } from './table-values.ts'

/** The column whose names belong to this one; `alone` where two tables stand side by side, so that the row's own name is the other's. */
export type InnerName = { column: number; alone: boolean }

/** @param keys how many columns from the first on name the rows */
export function innerNamesOf(
  grid: Grid,
  section: Section,
  { heads, keys }: { heads: readonly string[]; keys: number },
): Map<number, InnerName> {
  const body = grid.rows.slice(section.bodyFrom, section.to)
  const isNames = (column: number): boolean => {
    const texts = body.flatMap(({ cells }) => cells.get(column)?.text ?? [])
    return texts.length >= 2 && texts.filter(isName).length >= 0.9 * texts.length
  }
  const names = heads.flatMap((_, column) => (column >= keys && isNames(column) ? [column] : []))
  const found = new Map<number, InnerName>()
  for (const [column, head] of heads.entries()) {
    const left = names.findLast((other) => other < column)
    const isTwice = head !== '' && heads.filter((other) => other === head).length > 1
    if (left === undefined || !isTwice || names.includes(column)) continue
    const repeats = heads.slice(left, column + 1).every((text, at) => text === heads[at])
    found.set(column, { column: left, alone: repeats })
  }
  return found
}
