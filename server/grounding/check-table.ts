/** A number bound to its table cell: the sentence names another row. */
import type { LookedUp } from './check-numbers.ts'
import type { PaperIndex } from './paper-index.ts'
import type { NamedCell } from './paper-numbers.ts'
import type { Check } from './schema.ts'
import { terms } from './terms.ts'

/**
 * The sentence names another row of the table, whose cells it does not use, and not the row of its own number. Only for
 * decimal numbers that stand in no prose and whose rows all have a head of three letters or more.
 */
export function checkTableRow(text: string, looked: readonly LookedUp[], index: PaperIndex): Check | null {
  const said = new Set(terms(text.replace(/[-–]/g, ' ')))
  for (const entry of looked) {
    const { number, found } = entry
    if (number.decimals === 0 || number.unit === 'times' || number.unit === 'points') continue
    if (found.some((place) => !index.sentences[place.sentence]!.table)) continue
    const cells = found.flatMap((place) => place.cell ?? [])
    if (cells.length === 0 || cells.length < found.length || cells.some(({ cell }) => !/\p{L}{3}/u.test(cell.rowHead)))
      continue
    const wrong = cells.map((cell) => otherRow(cell, entry, looked, said, index))
    if (wrong.every((row) => row !== null))
      return {
        kind: 'entity',
        why: `${number.text.trim()} stands in the row "${cells[0]!.cell.rowHead}" of ${tableLabel(cells[0]!)}, the sentence names "${wrong[0]}".`,
      }
  }
  return null
}

function otherRow(
  own: NamedCell,
  entry: LookedUp,
  looked: readonly LookedUp[],
  said: ReadonlySet<string>,
  index: PaperIndex,
): string | null {
  const mine = named(own.cell.rowHead, said)
  if (mine >= 0.34) return null
  const ownKeys = new Set(headTerms(own.cell.rowHead))
  const table = index.numbers.cells.filter((cell) => cell.table === own.table)
  const takenHeads = new Set(
    looked
      .filter((other) => other !== entry)
      .flatMap((other) => other.found.flatMap(({ cell }) => (cell?.table === own.table ? [cell.cell.rowHead] : []))),
  )
  const taken = [...takenHeads].map((head) => new Set(headTerms(head)))
  const rows = [...new Set(table.map((cell) => cell.cell.rowHead))]
  return (
    rows.find((row) => {
      const keys = headTerms(row)
      if (row === own.cell.rowHead || takenHeads.has(row) || !/\p{L}{3}/u.test(row)) return false
      // "Google" is said when a number of the row "Google with GPT-4o" stands in the sentence.
      const keysSaid = keys.filter((key) => said.has(key))
      // A group ("CS / SciERC") names its own rows, not another.
      if (keysSaid.every((key) => ownKeys.has(key))) return false
      const saidOf = (other: ReadonlySet<string>) => [...other].filter((key) => said.has(key)).length
      if (taken.some((other) => keysSaid.every((key) => other.has(key)) && saidOf(other) > keysSaid.length))
        return false
      const share = named(row, said)
      return share >= (keys.length > 1 ? 0.5 : 1) && share > mine + 0.3
    }) ?? null
  )
}

function headTerms(head: string): string[] {
  return [...new Set(terms(head.replace(/[-–/]/g, ' ')))]
}

/** Share of a head's words that the sentence says. */
function named(head: string, said: ReadonlySet<string>): number {
  const keys = headTerms(head)
  return keys.length === 0 ? 0 : keys.filter((key) => said.has(key)).length / keys.length
}

function tableLabel(cell: NamedCell): string {
  return cell.label.split(',')[0]!
}
