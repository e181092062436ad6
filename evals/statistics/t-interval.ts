/** Student's t interval and test for the mean of a sample. */
import { tCdf, tQuantile } from './distributions.ts'
import { mean, standardDeviation } from './moments.ts'

/** Both ends included. */
export type Interval = { low: number; high: number }

/**
 * The interval for the mean: mean ± t(n - 1) · s / √n. Exact for normal values, close for symmetric ones; for skewed
 * ones it covers too little.
 * @param confidence in (0, 1), 0.95 say
 * @returns null with fewer than two values
 */
export function tInterval(values: readonly number[], confidence: number): Interval | null {
  if (values.length < 2) return null
  const half = tQuantile((1 + confidence) / 2, values.length - 1) * standardError(values)
  const centre = mean(values)
  return { low: centre - half, high: centre + half }
}

/** Two-sided p of "the mean is 0"; null with fewer than two values; 1 when all are 0, 0 when all are equal and not 0. */
export function tTest(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const centre = mean(values)
  const error = standardError(values)
  if (error === 0) return centre === 0 ? 1 : 0
  return Math.min(1, 2 * tCdf(-Math.abs(centre / error), values.length - 1))
}

const standardError = (values: readonly number[]): number => standardDeviation(values) / Math.sqrt(values.length)
