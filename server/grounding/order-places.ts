/** The places of a number in the order in which a sentence means them, and which of their cells are worth naming. */
import type { ReadNumber } from '../text/numbers.ts'
import type { Evidence } from './evidence.ts'
import { isSmallCount } from './like-number.ts'
import type { FoundNumber } from './number-places.ts'
import type { PaperIndex } from './paper-index.ts'
import type { NamedCell } from './paper-numbers.ts'
import { saysHead, termsSaid } from './table-heads.ts'
import { terms } from './terms.ts'

/** Less of its two heads than half of one, and a cell is not spoken of. */
const leastHeads = 0.5

/**
 * @param number of the sentence `text`
 * @param found where it stands
 * @param others cells that other numbers of the sentence stand in
 * @returns near the evidence first, then the cell whose heads the sentence names and whose table and row hold its other numbers, or
 *   where a word that the number counts stands beside it; a cell that the number seems to stand in by chance only is not named
 */
export function orderPlaces(
  text: string,
  number: ReadNumber,
  found: readonly FoundNumber[],
  others: readonly NamedCell[],
  evidence: Evidence,
  index: PaperIndex,
): FoundNumber[] {
  const counted = new Set(terms(text.slice(number.end, number.end + 40)).slice(0, 2))
  const said = termsSaid(text)
  const rank = (place: FoundNumber) => {
    const inQuote = evidence.quoted.has(place.sentence) ? 4 : 0
    const near = evidence.near.has(place.sentence) ? 2 : 0
    if (place.cell) return inQuote + near + headsSaid(place.cell, said) + companyOf(place.cell, others)
    const beside = index.sentences[place.sentence]!.terms.some((term) => counted.has(term)) ? 1 : 0
    return inQuote + near + beside
  }
  const ranks = new Map(found.map((place) => [place, rank(place)]))
  const inProse = found.some(({ cell }) => cell === null)
  return found
    .toSorted((a, b) => ranks.get(b)! - ranks.get(a)!)
    .map((place) => (isSpokenOf(place, number, said, others, inProse) ? place : { ...place, cell: null }))
}

/** Small counts stand in any table, and a number that prose has too may have been meant there. */
function isSpokenOf(
  { cell, place }: FoundNumber,
  number: ReadNumber,
  said: ReadonlySet<string>,
  others: readonly NamedCell[],
  inProse: boolean,
): boolean {
  if (!cell) return false
  if (isSmallCount(number)) return !number.spelled && cell.heads.some((head) => saysHead(said, head))
  const isMarked = number.unit !== '' || number.scale !== 1
  const isPrintedAlike = isMarked && number.unit === place?.number.unit && number.scale === place.number.scale
  return !inProse || isPrintedAlike || companyOf(cell, others) > 0 || headsSaid(cell, said) >= leastHeads
}

/** Share 0..1 of a head's words that the sentence says, for the row and for the column: 0..2. */
function headsSaid({ heads }: NamedCell, said: ReadonlySet<string>): number {
  const shares = heads.map((keys) => (keys.length === 0 ? 0 : keys.filter((key) => said.has(key)).length / keys.length))
  return shares[0]! + shares[1]!
}

/** 1 where another number of the sentence stands in the same table, 2 where one stands in the same row of it. */
function companyOf({ table, cell }: NamedCell, others: readonly NamedCell[]): number {
  const mates = others.filter((other) => other.table === table)
  return mates.some((mate) => mate.cell.row === cell.row) ? 2 : mates.length > 0 ? 1 : 0
}
