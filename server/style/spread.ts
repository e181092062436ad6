/** Smallest, middle and largest of some values. */
import type { Spread } from './schema.ts'

/** The median of an even number of values is the mean of the middle two. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1]
  const high = sorted[Math.floor(middle)]
  const median = low === undefined || high === undefined ? null : (low + high) / 2
  return { n: sorted.length, min: sorted[0] ?? null, median, max: sorted.at(-1) ?? null }
}
