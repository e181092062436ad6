import { expect, test } from 'vitest'
import type { Measure } from '../../server/evals/schema.ts'
import { blindWords, bootstrapCheck, difference, figure } from './figures.ts'

test.each([
  [null, 'share', '–'],
  [0.9375, 'share', '0.94'],
  [1.25, 'count', '1.3'],
  [2, 'count', '2'],
  [0, 'usd', '0'],
  [0.0123, 'usd', '$0.012'],
  [0.21, 'usd', '$0.21'],
  [400, 'ms', '0.4 s'],
  [18_200, 'ms', '18 s'],
] as const)('%s %s is written %s', (value, unit, expected) => expect(figure(value, unit)).toBe(expected))

test('a difference has its interval, the one that was judged where there is one', () => {
  const comparison = { difference: -0.7, interval: { low: -1.2, high: -0.2 } }
  const measure = { unit: 'count', comparison, verdict: { interval: { low: -1.4, high: 0.1 } } } as unknown as Measure
  expect(difference(measure)).toBe('−0.7 (−1.4 to +0.1)')
  expect(difference({ ...measure, verdict: null })).toBe('−0.7 (−1.2 to −0.2)')
  expect(difference({ ...measure, comparison: null })).toBeNull()
  expect(bootstrapCheck(measure)).toBeNull()
  const checked = { ...measure, comparison: { ...comparison, check: { low: -1.1, high: 0 } } } as unknown as Measure
  expect(bootstrapCheck(checked)).toBe('bootstrap: −1.1 to +0')
})

test('blind looks name wins, losses, ties and the interval of the share', () => {
  const blind = {
    wins: 15,
    losses: 5,
    ties: 4,
    share: 0.75,
    interval: { low: 0.531, high: 0.888 },
    kind: 'better',
    moreLooks: null,
  } as const
  expect(blindWords(blind)).toBe('15 : 5, 4 equal; 0.75 (0.53 to 0.89)')
  expect(blindWords(null)).toBe('–')
})
