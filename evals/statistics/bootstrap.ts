/** Bootstrap intervals: percentile, and bias-corrected and accelerated (BCa). */
import { normalCdf, normalQuantile } from './distributions.ts'
import { mean } from './moments.ts'
import { random } from './random.ts'
import type { Interval } from './t-interval.ts'

export type BootstrapOptions = {
  /** In (0, 1), 0.95 say. */
  confidence: number
  /** How many resamples are drawn; 2,000 or more. */
  resamples: number
  /** The same seed gives the same interval. */
  seed: number
  /** What is estimated; the mean where left out. */
  statistic?: (values: readonly number[]) => number
}

/** Efron's percentile interval: the middle of the resampled statistics. Null with fewer than two values. */
export function percentileInterval(values: readonly number[], options: BootstrapOptions): Interval | null {
  if (values.length < 2) return null
  const sorted = resampledStatistics(values, options)
  const tail = (1 - options.confidence) / 2
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) }
}

/**
 * Efron's BCa interval (1987): the percentiles shifted by the bias `z0` (resamples below the estimate, ties by half)
 * and the acceleration `a` (from the jackknife). Null with fewer than two values; a point when all values are equal.
 */
export function bcaInterval(values: readonly number[], options: BootstrapOptions): Interval | null {
  if (values.length < 2) return null
  const statistic = options.statistic ?? mean
  const estimate = statistic(values)
  if (values.every((value) => value === values[0])) return { low: estimate, high: estimate }
  const sorted = resampledStatistics(values, options)
  const below = sorted.filter((value) => value < estimate).length
  const equal = sorted.filter((value) => value === estimate).length
  // Half a resample at the least on either side keeps z0 finite.
  const share = Math.min(Math.max((below + equal / 2) / sorted.length, 0.5 / sorted.length), 1 - 0.5 / sorted.length)
  const z0 = normalQuantile(share)
  const a = acceleration(values, statistic)
  const shifted = (p: number): number => {
    const z = z0 + normalQuantile(p)
    const divisor = 1 - a * z
    // Past the pole of the correction only the outermost resample is left.
    return divisor <= 0 ? Number(p > 0.5) : normalCdf(z0 + z / divisor)
  }
  const tail = (1 - options.confidence) / 2
  return { low: quantile(sorted, shifted(tail)), high: quantile(sorted, shifted(1 - tail)) }
}

/** The jackknife's skew / 6: how fast the standard error changes with the estimate. */
function acceleration(values: readonly number[], statistic: (values: readonly number[]) => number): number {
  const without = values.map((_, left) => statistic(values.filter((_value, index) => index !== left)))
  const centre = mean(without)
  let cubes = 0
  let squares = 0
  for (const value of without) {
    cubes += (centre - value) ** 3
    squares += (centre - value) ** 2
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

/** The statistic of every resample, in rising order. */
function resampledStatistics(
  values: readonly number[],
  { resamples, seed, statistic = mean }: BootstrapOptions,
): Float64Array {
  const draw = random(seed)
  const n = values.length
  const resample = Array.from<number>({ length: n })
  const statistics = new Float64Array(resamples)
  for (let r = 0; r < resamples; r += 1) {
    for (let i = 0; i < n; i += 1) resample[i] = values[Math.floor(draw() * n)]!
    statistics[r] = statistic(resample)
  }
  return statistics.sort()
}

/** Linear between order statistics (type 7). @param p in [0, 1] */
function quantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place))
}
