import { describe, expect, test } from 'vitest'
import { dot, fitConditionalLogit, type Choice } from './fit-conditional-logit.ts'

/** mulberry32: the same numbers on every machine. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const best = (weights: readonly number[], { options }: Choice) => {
  const scores = options.map((option) => dot(weights, option))
  return scores.indexOf(Math.max(...scores))
}

/** True where no small step leads to a higher penalised likelihood (l2 = 1). */
function isTop(fitted: readonly number[], choices: readonly Choice[], prior: readonly number[]): boolean {
  const value = (weights: readonly number[]) =>
    choices.reduce((sum, { options, chosen, weight }) => {
      const scores = options.map((option) => dot(weights, option))
      return sum + weight * (scores[chosen]! - Math.log(scores.reduce((all, score) => all + Math.exp(score), 0)))
    }, 0) -
    0.5 * weights.reduce((sum, weight, at) => sum + (weight - prior[at]!) ** 2, 0)
  const top = value(fitted)
  return fitted.every((_, at) =>
    [1e-3, -1e-3].every((step) => value(fitted.map((weight, i) => (i === at ? weight + step : weight))) < top),
  )
}

describe('a hidden linear taste over 8 features is learnt from 20 choices among 4', () => {
  const [features, options, choices, trials] = [8, 4, 20, 100]
  /** How strongly the taste speaks over chance: so that the taste itself names the choice in .65 of the cases. */
  const strength = 1.73
  const run = (seed: number) => {
    const random = randomOf(seed)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const direction = Array.from({ length: features }, normal)
    const taste = direction.map((value) => (strength * value) / Math.hypot(...direction))
    const choose = (): Choice => {
      const drawn = Array.from({ length: options }, () => Array.from({ length: features }, normal))
      const felt = drawn.map((option) => dot(taste, option) - Math.log(-Math.log(random())))
      return { options: drawn, chosen: felt.indexOf(Math.max(...felt)), weight: 1 }
    }
    const fitted = fitConditionalLogit(Array.from({ length: choices }, choose), {
      prior: Array(features).fill(0),
      l2: 1,
    })
    const unseen = Array.from({ length: trials }, choose)
    const hits = (weights: readonly number[]) =>
      unseen.filter((choice) => best(weights, choice) === choice.chosen).length
    return { fitted: hits(fitted) / trials, oracle: hits(taste) / trials }
  }
  const runs = Array.from({ length: 100 }, (_, seed) => run(seed + 1))
  const mean = (of: 'fitted' | 'oracle') => runs.reduce((sum, one) => sum + one[of], 0) / runs.length
  test('the mean top-1 of 100 seeds on unseen choices is at least .55', () => {
    expect(mean('oracle')).toBeCloseTo(0.65, 1)
    expect(mean('fitted')).toBeGreaterThanOrEqual(0.55)
    expect(mean('fitted')).toBeLessThan(mean('oracle'))
  })
})

test('without choices the weights are the prior', () => {
  expect(fitConditionalLogit([], { prior: [3, -1], l2: 1 })).toEqual([3, -1])
})

test('the fit is where the slope of the penalised likelihood is zero', () => {
  const choices: Choice[] = [
    {
      options: [
        [1, 0],
        [0, 1],
        [0.5, 2],
      ],
      chosen: 2,
      weight: 1,
    },
    {
      options: [
        [0, 3],
        [1, 1],
      ],
      chosen: 1,
      weight: 0.5,
    },
  ]
  const fitted = fitConditionalLogit(choices, { prior: [1, 0], l2: 1 })
  expect(isTop(fitted, choices, [1, 0])).toBe(true)
})

test('options that lie far apart throw the fit past nothing', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = randomOf(seed)
    const numbers = (count: number, most: number) =>
      Array.from({ length: count }, () => (random() < 0.5 ? 0 : most * random()))
    const choices = Array.from({ length: 12 }, (): Choice => ({
      options: Array.from({ length: 3 }, () => numbers(6, 10)),
      chosen: Math.floor(3 * random()),
      weight: random(),
    }))
    const prior = numbers(6, 3)
    expect(isTop(fitConditionalLogit(choices, { prior, l2: 1 }), choices, prior)).toBe(true)
  }
})

test('a choice of no weight teaches nothing', () => {
  const choice = { options: [[1], [0]], chosen: 0, weight: 0 }
  expect(fitConditionalLogit([choice], { prior: [0], l2: 1 })).toEqual([0])
})
