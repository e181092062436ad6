/** Look up every number of a sentence: near its evidence, elsewhere, derived, missing, or maybe in a figure. */
import type { ReadNumber } from '../text/numbers.ts'
import { deriveNumber } from './derive-number.ts'
import type { Evidence } from './evidence.ts'
import { headlineOf } from './headline.ts'
import { isSmallCount } from './like-number.ts'
import { numberPlaces, placeShown, type FoundNumber } from './number-places.ts'
import { orderPlaces } from './order-places.ts'
import type { PaperIndex } from './paper-index.ts'
import type { GroundedNumber, NumberStatus } from './schema.ts'

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
  const places = numbers.map((number) => ({ number, found: numberPlaces(number, index) }))
  return places.flatMap(({ number, found }) => {
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
    const telling = places.filter((other) => isTelling(other.number, number))
    const others = telling.flatMap((other) => other.found.flatMap(({ cell }) => cell ?? []))
    const sorted = orderPlaces(text, number, found, others, evidence, index)
    const headline = headlineOf(number, found, numbers, index)
    const grounded = {
      start: offset + number.start,
      end: offset + number.end,
      text: number.text,
      status,
      places: sorted.slice(0, mostPlaces).map((place) => placeShown(place, index)),
      derivation,
      ...(headline && { headline: placeShown(headline, index) }),
    }
    return [{ number, found, grounded }]
  })
}

/** Another number of the sentence that tells which table it speaks of. */
const isTelling = (other: ReadNumber, number: ReadNumber): boolean =>
  other.value !== number.value && !isSmallCount(other) && !other.soft

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
