import { expect, test } from 'vitest'
import { normalCdf, normalQuantile, tCdf, tQuantile } from './distributions.ts'
import { skew, standardDeviation } from './moments.ts'

// Published table of Student's t (two-sided 95 %), three decimals.
test.each([
  [1, 12.706],
  [2, 4.303],
  [5, 2.571],
  [9, 2.262],
  [19, 2.093],
  [30, 2.042],
  [49, 2.01],
  [120, 1.98],
])('t(%d) at .975 is the published %d', (df, expected) => expect(tQuantile(0.975, df)).toBeCloseTo(expected, 3))

// scipy 1.17
test.each([
  ['t(1) far out', tQuantile(0.9999, 1), 3183.098757118502],
  ['t(9) far out', tQuantile(0.9999, 9), 6.010132129081531],
  ['t(3), lower tail', tCdf(-2.5, 3), 0.04385332350403278],
  ['t(49), lower tail', tCdf(-2.5, 49), 0.00790789442359004],
  ['normal at .975', normalQuantile(0.975), 1.959963984540054],
  ['normal, one in a million', normalQuantile(1e-6), -4.753424308822899],
  ['normal below 1', normalCdf(1), 0.8413447460685429],
  ['normal below -8', normalCdf(-8), 6.22096057427174e-16],
  ['skew', skew([1, 2, 2, 3, 9]), 1.9693601762387913],
])('%s agrees with a second implementation', (_name, ours, theirs) => expect(ours / theirs).toBeCloseTo(1, 9))

test('the t distribution is the integral of its density', () => {
  const density = (t: number) => (3 / 8) * (1 + t ** 2 / 4) ** -2.5 // 4 degrees of freedom
  const steps = 2000
  const width = 1.7 / steps
  let integral = 0.5
  for (let i = 0; i < steps; i += 1) {
    const at = i * width
    integral += (width / 6) * (density(at) + 4 * density(at + width / 2) + density(at + width))
  }
  expect(tCdf(1.7, 4)).toBeCloseTo(integral, 10)
})

test('equal values have no spread and no skew', () => {
  expect([standardDeviation([2, 2]), skew([2, 2, 2]), skew([1, 5])]).toEqual([0, 0, 0])
})
