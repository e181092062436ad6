/** A number that stands only in another method's row of a table, in a sentence that does not name that method. */
import { beforeAfterPairs } from './before-after.ts'
import type { LookedUp } from './check-numbers.ts'
import { ownMethod } from './own-method.ts'
import type { PaperIndex } from './paper-index.ts'
import type { NamedCell } from './paper-numbers.ts'
import type { Check } from './schema.ts'
import { termsSaid } from './table-heads.ts'

/** Only decimals, and tables in which the paper's own method has a row; before → after has a rule of its own. */
export function checkForeignRow(text: string, looked: readonly LookedUp[], index: PaperIndex): Check | null {
  if (beforeAfterPairs(text, looked).length > 0) return null
  const isOwn = ownMethod(index.paper)
  const said = [...termsSaid(text)]
  const isForeign = ({ table, cell }: NamedCell) => {
    const wanted = index.headTerms(cell.rowHead)
    // A head cut short ("Scatt.") is said by the word that it begins.
    const named = wanted.some((term) =>
      said.some((word) => word === term || (term.length >= 5 && word.startsWith(term))),
    )
    const hasOwnRow = index.numbers.cells.some((other) => other.table === table && isOwn(other.cell.rowHead))
    return wanted.length > 0 && !named && !isOwn(cell.rowHead) && hasOwnRow
  }
  for (const { number, found } of looked) {
    if (number.soft || number.decimals === 0 || found.length === 0) continue
    const cells = found.flatMap(({ cell }) => cell ?? [])
    if (cells.length === found.length && cells.every(isForeign))
      return {
        kind: 'entity',
        why: `${number.text.trim()} stands in ${cells[0]!.label}: a row that the sentence does not name.`,
      }
  }
  return null
}
