/** Explain a number that the paper does not print: as difference, ratio, relative change or reciprocal of two that it does. */
import type { ReadNumber } from '../text/numbers.ts'

/**
 * @param number of the summary, not found in the paper
 * @param named numbers of its own sentence, itself left out: tried first
 * @param near numbers of each sentence of the evidence; only tried for a number with a unit or decimals, with their like, and
 *   with two of one sentence, since any small whole number is derivable from something
 * @returns "80.7 − 69.7", or null
 */
export function deriveNumber(
  number: ReadNumber,
  named: readonly ReadNumber[],
  near: readonly (readonly ReadNumber[])[],
): string | null {
  const own = fromPairs(number, named, true)
  if (own !== null) return own
  if (number.unit === '' && number.decimals === 0) return null
  for (const sentence of near) {
    const like = sentence.filter((other) => other.unit !== '' || other.decimals > 0).slice(0, 24)
    // Among the numbers of a table some pair gives any relative change.
    const how = fromPairs(number, like, false)
    if (how !== null) return how
  }
  return null
}

function fromPairs(number: ReadNumber, from: readonly ReadNumber[], named: boolean): string | null {
  for (const a of from)
    for (const b of from) {
      if (a === b) continue
      const how = difference(number, a, b) ?? ratio(number, a, b) ?? (named ? change(number, a, b) : null)
      if (how !== null) return how
    }
  if (number.unit === 'times')
    for (const share of from) {
      const tolerance = Math.max(half(number), number.value * 0.03)
      if (share.unit === 'percent' && share.value > 0 && Math.abs(100 / share.value - number.value) <= tolerance)
        return `1 / ${share.text.trim()}`
    }
  return null
}

function difference(number: ReadNumber, a: ReadNumber, b: ReadNumber): string | null {
  if (number.unit === 'times' || number.value <= 0 || a.value <= b.value || a.unit !== b.unit) return null
  // "two" is the difference of too many things.
  if (number.decimals === 0 && number.unit === '' && number.value < 2) return null
  const tolerance = number.decimals > 0 || !(number.approximate || a.decimals > 0) ? 1e-6 : half(number)
  return Math.abs(a.value - b.value - number.value) <= tolerance ? `${a.text.trim()} − ${b.text.trim()}` : null
}

function ratio(number: ReadNumber, a: ReadNumber, b: ReadNumber): string | null {
  if (!(number.unit === 'times' || (number.approximate && number.unit === '')) || b.value <= 0 || number.value <= 1)
    return null
  return Math.abs(a.value / b.value - number.value) <= half(number) ? `${a.text.trim()} / ${b.text.trim()}` : null
}

function change(number: ReadNumber, a: ReadNumber, b: ReadNumber): string | null {
  if (number.unit !== 'percent' || b.value <= 0 || a.value === b.value) return null
  const percent = (100 * Math.abs(a.value - b.value)) / b.value
  return Math.abs(percent - number.value) <= half(number)
    ? `(${a.text.trim()} − ${b.text.trim()}) / ${b.text.trim()}`
    : null
}

/** Half of the last digit as written. */
function half(number: ReadNumber): number {
  return (10 ** -number.decimals * number.scale) / 2 + 1e-9
}
