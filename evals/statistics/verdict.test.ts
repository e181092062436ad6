import { describe, expect, test } from 'vitest'
import { holm, holmConfidences } from './holm.ts'
import { pairedDifference, type PairedItem } from './paired-difference.ts'
import { random } from './random.ts'
import { normalSampler } from './samplers.ts'
import { signTest } from './sign-test.ts'
import { tooSkewed, verdicts, type VerdictOptions } from './verdict.ts'

const items = (differences: readonly number[]): PairedItem[] =>
  differences.map((difference, index) => ({ item: `paper ${index}`, base: [5], variant: [5 + difference] }))
const compare = (differences: readonly number[]) =>
  pairedDifference(items(differences), { better: 'low', confidence: 0.95 })
const facts: VerdictOptions = { better: 'low', margin: 0.25 }
const verdictOf = (differences: readonly number[]) => verdicts([compare(differences)], facts)[0]!

describe('a paired difference', () => {
  test('counts papers, not repeats', () => {
    const one = { item: 'a', base: [4, 6, 5], variant: [3, 3, 3] }
    const two = { item: 'b', base: [1], variant: [1, 1] }
    expect(pairedDifference([one, two], { better: 'low', confidence: 0.95 })).toMatchObject({
      n: 2,
      baseMean: 3,
      variantMean: 2,
      difference: -1,
      wins: 1,
      ties: 1,
      losses: 0,
    })
  })
  test('leaves out papers where one side had nothing to judge, and says how many', () => {
    const judged = { item: 'a', base: [1], variant: [2] }
    expect(
      pairedDifference([judged, { item: 'b', base: [], variant: [3] }], { better: 'low', confidence: 0.95 }),
    ).toMatchObject({
      n: 1,
      leftOut: 1,
      losses: 1,
    })
  })
  test('a wobble in the last digit is a tie', () => {
    const noisy = { item: 'a', base: [0.3], variant: [0.1 + 0.2] }
    expect(pairedDifference([noisy], { better: 'high', confidence: 0.95 })).toMatchObject({ wins: 0, ties: 1 })
  })
  test('wins follow the good direction of the measure', () => {
    expect(pairedDifference(items([-1, -1, 2]), { better: 'low', confidence: 0.95 })).toMatchObject({
      wins: 2,
      losses: 1,
    })
    expect(pairedDifference(items([-1, -1, 2]), { better: 'high', confidence: 0.95 })).toMatchObject({
      wins: 1,
      losses: 2,
    })
  })
})

describe('a verdict', () => {
  test.each([
    ['fewer wrong facts on nearly every paper', [-1, -2, -1, 0, -1, -2, -1, -1, 0, -2], 'better'],
    ['more wrong facts on nearly every paper', [1, 2, 1, 0, 1, 2, 1, 1, 0, 2], 'worse'],
    ['the same on all of twenty papers', Array.from({ length: 20 }, () => 0), 'tied'],
    ['one down on each of eight papers', Array.from({ length: 8 }, () => -1), 'better'],
    ['the same on three papers', [0, 0, 0], 'cant-tell'],
    ['five wins of five', [-1, -1, -2, -1, -1], 'cant-tell'],
    ['up and down', [-2, 2, -1, 1, -2, 2, 1, -1, 1, -2], 'cant-tell'],
    ['one paper makes the difference', [0, 0, 0, 0, 0, 0, 0, 0, 0, -9], 'cant-tell'],
    ['an interval off 0 that one paper stretches', [-1, -1, -1, -1, -1, -1, -1, -1, -1, -4], 'cant-tell'],
    ['no paper', [], 'cant-tell'],
  ])('%s', (_name, differences, expected) => expect(verdictOf(differences).kind).toBe(expected))

  test('"about how many more" is what the spread asks for: (t + .84)² s² / d², less what there is', () => {
    // 10 papers, d = -0.5, s = 1.269: 53 papers would settle it with a chance of .8, by hand (2.007 + .842)² · 1.611 / .25 = 52.3
    const differences = [-2, 2, -1, 0, -2, -1, 1, 0, -1, -1]
    expect(compare(differences).difference).toBe(-0.5)
    expect(compare(differences).deviation).toBeCloseTo(1.2693, 4)
    expect(verdictOf(differences)).toMatchObject({ kind: 'cant-tell', morePapers: 43 })
  })
  test('the promise is kept: with that many papers about four of five runs are settled', () => {
    const draw = normalSampler(random(9))
    const settled = Array.from({ length: 400 }, () =>
      verdictOf(Array.from({ length: 53 }, () => -0.5 + 1.2693 * draw())),
    )
    const share = settled.filter(({ kind }) => kind === 'better').length / settled.length
    expect(share).toBeGreaterThan(0.72)
    expect(share).toBeLessThan(0.88)
  })
  test('several variants share one chance of a false alarm', () => {
    const good = [-2, 1, -1, -1, 0, -1, 0, -2, -1, 0] // p = .045
    expect(verdicts([compare(good)], facts)[0]!.kind).toBe('better')
    const noise = [0, 1, -1, 0, 2, -2, 1, -1, 0, 0]
    const three = verdicts([compare(good), compare(noise), compare(noise.toReversed())], facts)
    expect(three[0]!.kind).toBe('cant-tell')
    const alone = verdicts([compare(good)], facts)[0]!.interval!
    expect(three[0]!.interval!.high - three[0]!.interval!.low).toBeGreaterThan(alone.high - alone.low)
  })
  test.each([
    [1.2, 20, true],
    [0.9, 40, false],
    [0.6, 10, true],
    [0.4, 10, false],
    [1.1, 50, false],
    [3, 60, true],
  ])('a skew of %d on %d papers is too much: %s', (skew, n, expected) => expect(tooSkewed(skew, n)).toBe(expected))
})

describe("Holm's correction", () => {
  test('by hand: .01 · 4, .02 · 3, .03 · 2, and never below the one before', () => {
    const adjusted = holm([0.02, 0.01, 0.03, 0.3])
    for (const [index, expected] of [0.06, 0.04, 0.06, 0.3].entries()) expect(adjusted[index]).toBeCloseTo(expected, 12)
  })
  test('the intervals leave out 0 exactly where Holm rejects', () => {
    const pValues = [0.001, 0.03, 0.04, 0.018]
    const rejected = holm(pValues).map((p) => p <= 0.05)
    const outside = holmConfidences(pValues, 0.05).map((confidence, index) => pValues[index]! <= 1 - confidence)
    expect(outside).toEqual(rejected)
    expect(rejected).toEqual([true, false, false, false])
  })
})

test.each([
  // scipy 1.17: stats.binomtest(k, n).pvalue; 8 of 8 by hand 2 / 256
  [15, 5, 0.04138946533203125],
  [3, 9, 0.14599609375],
  [8, 0, 2 / 256],
  [2, 2, 1],
  [0, 0, 1],
])('the sign test of %d wins and %d losses', (wins, losses, expected) =>
  expect(signTest(wins, losses)).toBeCloseTo(expected, 12),
)
