/** Look up every number of a sentence: near its evidence, elsewhere, derived, missing, or maybe in a figure. */
import type { ReadNumber } from '../text/numbers.ts'
import { deriveNumber } from './derive-number.ts'
import type { Evidence } from './evidence.ts'
import { numberPlaces, type FoundNumber } from './number-places.ts'
import type { PaperIndex } from './paper-index.ts'
import type { GroundedNumber, NumberPlace, NumberStatus } from './schema.ts'
import { terms } from './terms.ts'

/** A number of the sentence with its places, for the checks that compare them. */
export type LookedUp = { number: ReadNumber; found: FoundNumber[]; grounded: GroundedNumber }

/** A small whole number stands everywhere; a page shows no more places than this. */
const mostPlaces = 24

/**
 * @param numbers of the sentence, with offsets into it
 * @param offset where the sentence begins in the checked text
 * @returns the hard numbers, each with its status, and of the soft ones ("one", "twice", years) those that were found
 */
export function checkNumbers(
  text: string,
  offset: number,
  numbers: readonly ReadNumber[],
  evidence: Evidence,
  index: PaperIndex,
): LookedUp[] {
  return numbers.flatMap((number) => {
    const found = numberPlaces(number, index)
    const near = found.some((place) => place.sure && evidence.near.has(place.sentence))
    const derivation = found.length === 0 && !number.soft ? derive(number, numbers, evidence, index) : null
    const status: NumberStatus = near
      ? 'near'
      : found.length > 0
        ? 'elsewhere'
        : derivation !== null
          ? 'derived'
          : notFound(evidence, index)
    if (number.soft && status !== 'near' && !(number.year && status === 'elsewhere')) return []
    const places = ordered(text, number, found, evidence, index)
      .slice(0, mostPlaces)
      .map((place) => shown(place, index))
    const grounded = {
      start: offset + number.start,
      end: offset + number.end,
      text: number.text,
      status,
      places,
      derivation,
    }
    return [{ number, found, grounded }]
  })
}

function derive(
  number: ReadNumber,
  numbers: readonly ReadNumber[],
  evidence: Evidence,
  index: PaperIndex,
): string | null {
  // Between two cells of a table lies any bare decimal; a gain says its unit.
  const near = [...evidence.near]
    .map((at) => index.sentences[at]!)
    .filter((sentence) => number.unit !== '' || !sentence.table)
    .map((sentence) => sentence.numbers)
  return deriveNumber(
    number,
    numbers.filter((other) => other !== number),
    near,
  )
}

/** A plot could hold it when the evidence speaks of a figure, an unread page always. */
function notFound(evidence: Evidence, index: PaperIndex): NumberStatus {
  if (index.pagesNotRead.length > 0) return 'maybe-in-figure'
  const plotted = [...evidence.quoted].some((at) => /\bfig(?:ure|\.)\s*\d/i.test(index.sentences[at]!.text))
  return plotted ? 'maybe-in-figure' : 'missing'
}

/** Near the evidence first, then the cell whose heads the sentence names, or where a word that the number counts stands beside it. */
function ordered(
  text: string,
  number: ReadNumber,
  found: readonly FoundNumber[],
  evidence: Evidence,
  index: PaperIndex,
): FoundNumber[] {
  const counted = new Set(terms(text.slice(number.end, number.end + 40)).slice(0, 2))
  const said = new Set(terms(text.replace(/[-–]/g, ' ')))
  const rank = (place: FoundNumber) => {
    const inQuote = evidence.quoted.has(place.sentence) ? 4 : 0
    const near = evidence.near.has(place.sentence) ? 2 : 0
    if (place.cell) return inQuote + near + headsSaid(place.cell.cell, said)
    const beside = index.sentences[place.sentence]!.terms.some((term) => counted.has(term)) ? 1 : 0
    return inQuote + near + beside
  }
  const ranks = new Map(found.map((place) => [place, rank(place)]))
  return found.toSorted((a, b) => ranks.get(b)! - ranks.get(a)!)
}

/** Share 0..1 of a head's words that the sentence says, for the row and for the column. */
function headsSaid(cell: { rowHead: string; columnHead: string }, said: ReadonlySet<string>): number {
  const shares = [cell.rowHead, cell.columnHead].map((head) => {
    const keys = terms(head.replace(/[-–/]/g, ' '))
    return keys.length === 0 ? 0 : keys.filter((key) => said.has(key)).length / keys.length
  })
  return shares[0]! + shares[1]!
}

function shown(place: FoundNumber, index: PaperIndex): NumberPlace {
  const page = index.paper.pages[place.span.pageIndex]!.text
  const context = page.slice(Math.max(0, place.span.start - 70), place.span.end + 70)
  return {
    span: place.span,
    context: context.replace(/\s+/g, ' ').trim().slice(0, 160),
    cell: place.cell?.label ?? null,
  }
}
