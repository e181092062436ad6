/** Whether a number of the paper could have been meant where a sentence has another. */
import type { ReadNumber } from '../text/numbers.ts'

/** A number this many times larger or smaller is of another kind. */
const likeFactor = 30

/** A bare whole number up to this stands somewhere in any paper, so that its place proves nothing. */
const smallCount = 12

export const isSmallCount = ({ unit, decimals, scale, value }: ReadNumber): boolean =>
  unit === '' && decimals === 0 && scale === 1 && value <= smallCount

/**
 * Of the same unit, with or without decimals as it, and of its size; a year, "one" or "half" is like nothing.
 * @param inTable a table leaves out the per cent
 */
export function isLikeNumber(number: ReadNumber, other: ReadNumber, inTable = false): boolean {
  if (number.soft || other.soft || other.decimals > 0 !== number.decimals > 0) return false
  const unit = other.unit === number.unit || (inTable && other.unit === '' && number.unit === 'percent')
  const size = other.value / number.value
  return unit && size < likeFactor && size > 1 / likeFactor
}
