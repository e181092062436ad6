/** The abstract's number beside a number out of a table: a sentence that quotes another cell should be seen to. */
import type { TableCell } from '../papers/schema.ts'
import type { ReadNumber } from '../text/numbers.ts'
import { sameNumber } from '../text/same-number.ts'
import { isLikeNumber, isSmallCount } from './like-number.ts'
import type { FoundNumber } from './number-places.ts'
import type { PaperIndex } from './paper-index.ts'
import type { PaperNumber } from './paper-numbers.ts'

/**
 * @param said the sentence's numbers: a headline that it has too needs no showing
 * @returns a like number of the abstract that stands in the same row or column of a table as `number`; null where that is
 *   itself in the abstract, or in no table
 */
export function headlineOf(
  number: ReadNumber,
  found: readonly FoundNumber[],
  said: readonly ReadNumber[],
  index: PaperIndex,
): PaperNumber | null {
  const inAbstract = (sentence: number) => index.sentences[sentence]!.kind === 'abstract'
  if (found.some((place) => inAbstract(place.sentence))) return null
  const lines = found.flatMap(({ cell }) =>
    cell === null
      ? []
      : index.numbers.inTable(cell.table).filter(({ cell: other }) => isInLine(other!.cell, cell.cell)),
  )
  if (lines.length === 0) return null
  return (
    index.numbers.all.find(
      (place) =>
        inAbstract(place.sentence) &&
        !isSmallCount(place.number) &&
        isLikeNumber(number, place.number) &&
        !said.some((other) => sameNumber(other, place.number) !== null) &&
        lines.some((other) => sameNumber(place.number, other.number) !== null),
    ) ?? null
  )
}

const isInLine = (a: TableCell, b: TableCell) => a.row === b.row || a.column === b.column
