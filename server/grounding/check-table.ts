/** A number bound to its table cell: another row is named, or the two ends of an arrow stand in no common row, column or sentence. */
import type { LookedUp } from './check-numbers.ts'
import type { FoundNumber } from './number-places.ts'
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
  const table = index.numbers.cells.filter((cell) => cell.table === own.table)
  const taken = new Set(
    looked
      .filter((other) => other !== entry)
      .flatMap((other) =>
        other.found.flatMap((place) => (place.cell?.table === own.table ? [place.cell.cell.rowHead] : [])),
      ),
  )
  const rows = [...new Set(table.map((cell) => cell.cell.rowHead))]
  return (
    rows.find((row) => {
      if (row === own.cell.rowHead || taken.has(row) || !/\p{L}{3}/u.test(row)) return false
      const share = named(row, said)
      return share >= (new Set(terms(row)).size > 1 ? 0.5 : 1) && share > mine + 0.3
    }) ?? null
  )
}

/** Share of a head's words that the sentence says. */
function named(head: string, said: ReadonlySet<string>): number {
  const keys = [...new Set(terms(head.replace(/[-–]/g, ' ')))]
  return keys.length === 0 ? 0 : keys.filter((key) => said.has(key)).length / keys.length
}

function tableLabel(cell: NamedCell): string {
  return cell.label.split(',')[0]!
}

/** "27.15% → 15.60%": both in one sentence, one table row or one column; a pair built from two places is flagged. */
export function checkArrow(text: string, looked: readonly LookedUp[], index: PaperIndex): Check | null {
  for (const [at, right] of looked.entries()) {
    const left = looked[at - 1]
    if (!left || !/^\s*(?:→|->|⟶)\s*$/.test(text.slice(left.number.end, right.number.start))) continue
    if (left.found.length === 0 || right.found.length === 0) continue
    const together = left.found.some((a) => right.found.some((b) => areTogether(a, b, index)))
    if (!together)
      return {
        kind: 'arrow-pair',
        why: `${left.number.text.trim()} and ${right.number.text.trim()} stand in no common sentence, table row or column.`,
      }
  }
  return null
}

function areTogether(a: FoundNumber, b: FoundNumber, index: PaperIndex): boolean {
  if (a.cell && b.cell && a.cell.table === b.cell.table)
    return a.cell.cell.row === b.cell.cell.row || a.cell.cell.column === b.cell.cell.column
  // One sentence after another often gives the two values.
  const oneTable = a.sentence === b.sentence
  return oneTable || (!index.sentences[a.sentence]!.table && Math.abs(a.sentence - b.sentence) === 1)
}
