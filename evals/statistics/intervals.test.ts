import { describe, expect, test } from 'vitest'
import { bcaInterval, percentileInterval } from './bootstrap.ts'
import { mean } from './moments.ts'
import { random } from './random.ts'
import { normalSampler } from './samplers.ts'
import { tInterval, tTest } from './t-interval.ts'
import { wilsonInterval } from './wilson-interval.ts'

describe('the t interval', () => {
  // scipy 1.17: stats.t.interval(.95, 4, mean, sem), stats.ttest_1samp
  test('agrees with a second implementation', () => {
    const interval = tInterval([1, 2, 2, 3, 9], 0.95)!
    expect(interval.low).toBeCloseTo(-0.5849483923489118, 9)
    expect(interval.high).toBeCloseTo(7.384948392348912, 9)
    expect(tTest([1, 2, 2, 3, 9])).toBeCloseTo(0.0769136967270951, 10)
    expect(tTest([-2, -1, 0, 0, 1, -3, -1, -6, 0, -1, 2, -2])).toBeCloseTo(0.09651404525449225, 10)
  })
  test('one value has no interval', () => {
    expect(tInterval([3], 0.95)).toBeNull()
    expect(tTest([])).toBeNull()
  })
  test('equal values test as certain, and as nothing when they are 0', () => {
    expect([tTest([2, 2, 2]), tTest([0, 0, 0])]).toEqual([0, 1])
  })
})

describe('the bootstrap intervals', () => {
  // Efron and Tibshirani, An Introduction to the Bootstrap (1993), table 14.2: spatial test data, plug-in variance of A.
  const spatialA = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41]
  const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2))
  const options = { confidence: 0.9, resamples: 20_000, seed: 1, statistic: variance }

  test('BCa agrees with the published example, to its resampling noise', () => {
    expect(variance(spatialA)).toBeCloseTo(171.5, 1)
    const bca = bcaInterval(spatialA, options)!
    expect(Math.abs(bca.low - 115.8)).toBeLessThan(2.5)
    expect(Math.abs(bca.high - 259.6)).toBeLessThan(4)
  })
  // scipy 1.17: stats.bootstrap(…, n_resamples = 400000)
  const twelve = [0.31, -1.2, 2.45, 0.77, -0.58, 1.93, 0.12, 3.61, -0.05, 0.9, 1.44, -2.1]
  test.each([
    ['BCa of a variance', bcaInterval(spatialA, options)!, 115.5, 261.1, 2],
    ['percentile of a variance', percentileInterval(spatialA, options)!, 97.7, 235.7, 2],
    ['BCa of a mean', bcaInterval(twelve, { confidence: 0.95, resamples: 40_000, seed: 5 })!, -0.199, 1.521, 0.02],
    [
      'percentile of a mean',
      percentileInterval(twelve, { confidence: 0.95, resamples: 40_000, seed: 5 })!,
      -0.215,
      1.503,
      0.02,
    ],
  ])('%s agrees with a second implementation', (_name, ours, low, high, noise) => {
    expect(Math.abs(ours.low - low)).toBeLessThan(noise)
    expect(Math.abs(ours.high - high)).toBeLessThan(noise)
  })
  test('the same seed gives the same interval, another seed another', () => {
    const values = Array.from({ length: 20 }, normalSampler(random(3)))
    const at = (seed: number) => bcaInterval(values, { confidence: 0.95, resamples: 2000, seed })
    expect(at(1)).toEqual(at(1))
    expect(at(1)).not.toEqual(at(2))
  })
  test('equal values give a point, one value nothing', () => {
    expect(bcaInterval([2, 2, 2], { confidence: 0.95, resamples: 100, seed: 1 })).toEqual({ low: 2, high: 2 })
    expect(bcaInterval([2], { confidence: 0.95, resamples: 100, seed: 1 })).toBeNull()
  })
})

describe('the Wilson interval', () => {
  // scipy 1.17: stats.binomtest(k, n).proportion_ci(method='wilson')
  test.each([
    [15, 20, 0.5312991223812561, 0.8881382985923344],
    [0, 10, 0, 0.27753279986288926],
  ])('%d of %d agrees with a second implementation', (successes, n, low, high) => {
    const interval = wilsonInterval(successes, n, 0.95)!
    expect(interval.low).toBeCloseTo(low, 10)
    expect(interval.high).toBeCloseTo(high, 10)
  })
  test('of nothing there is none', () => expect(wilsonInterval(0, 0, 0.95)).toBeNull())
})
