/** The bench of the statistics: do the intervals cover what they say, and how often is a verdict false? Seeded. `--repeats=N` (20,000). */
import { bcaInterval } from '../evals/statistics/bootstrap.ts'
import { pairedDifference } from '../evals/statistics/paired-difference.ts'
import { random, seedOf, type Random } from '../evals/statistics/random.ts'
import {
  lognormalMean,
  lognormalSampler,
  normalSampler,
  t3Sampler,
  type Sampler,
} from '../evals/statistics/samplers.ts'
import { tInterval, type Interval } from '../evals/statistics/t-interval.ts'
import { verdicts } from '../evals/statistics/verdict.ts'
import type { Bench, Measures } from './bench.ts'

/** Differences of mean 0: every "better" or "worse" is false. */
const populations: Record<string, (draw: Random) => Sampler> = {
  normal: normalSampler,
  t3: t3Sampler,
  lognormal: (draw) => centred(lognormalSampler(draw), lognormalMean()),
  'lognormal, sigma .5': (draw) => centred(lognormalSampler(draw, 0.5), lognormalMean(0.5)),
  exponential: (draw) => () => -Math.log(1 - draw()) - 1,
  'one paper in ten 5 worse': (draw) => () => (draw() < 0.1 ? -4.5 : 0.5),
}
const centred =
  (sample: Sampler, mean: number): Sampler =>
  () =>
    sample() - mean
const sizes = [10, 20, 50]

type Tally = { coverage: number; better: number; worse: number; tied: number }

export const benchStatistics: Bench = async ({ flags, say }) => {
  const repeats = Number(flags.get('repeats') ?? 20_000)
  const tallies = new Map<string, Tally>()
  for (const [name, population] of Object.entries(populations))
    for (const n of sizes) {
      // The false "better" is held to .027 where .025 is right: it takes more repeats to tell the two apart.
      const tally = simulate(population(random(seedOf(`${name} ${n}`))), n, name === 'normal' ? 4 * repeats : repeats)
      tallies.set(`${name} ${n}`, tally)
      const { coverage, better, worse, tied } = tally
      say(
        `${name}, n = ${n}: t covers ${share(coverage)}; false better ${share(better)}, false worse ${share(worse)}, tied ${share(tied)}`,
      )
    }
  for (const name of ['normal', 'lognormal'])
    for (const n of sizes) {
      const draw = populations[name]!(random(seedOf(`bca ${name} ${n}`)))
      say(`BCa, ${name}, n = ${n}: covers ${share(bcaCoverage(draw, n, Math.min(2000, repeats)))}`)
    }
  const at = (name: string) => sizes.map((n) => tallies.get(`${name} ${n}`)!)
  const coverage = (name: string, prefix: string): Measures =>
    Object.fromEntries(at(name).map((tally, index) => [`${prefix}${sizes[index]}`, tally.coverage]))
  return {
    measures: {
      ...coverage('normal', 'coverageNormal'),
      ...coverage('t3', 'coverageT3At'),
      falseBetterNormal: Math.max(...at('normal').map(({ better }) => better)),
      falseVerdictSkewed: Math.max(...at('lognormal').map(({ better, worse }) => better + worse)),
      falseVerdictMildlySkewed: Math.max(
        ...['lognormal, sigma .5', 'exponential'].flatMap((name) =>
          at(name).map(({ better, worse }) => better + worse),
        ),
      ),
      falseVerdictT3: Math.max(...at('t3').map(({ better, worse }) => better + worse)),
    },
  }
}

const share = (value: number): string => value.toFixed(3)

function simulate(sample: Sampler, n: number, repeats: number): Tally {
  const tally = { coverage: 0, better: 0, worse: 0, tied: 0 }
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const values = Array.from({ length: n }, sample)
    const items = values.map((value, index) => ({ item: String(index), base: [0], variant: [value] }))
    const comparison = pairedDifference(items, { better: 'high', confidence: 0.95, resamples: 0 })
    const { kind } = verdicts([comparison], { better: 'high', margin: 0.25 })[0]!
    if (covers(tInterval(values, 0.95))) tally.coverage += 1 / repeats
    if (kind !== 'cant-tell') tally[kind] += 1 / repeats
  }
  return tally
}

function bcaCoverage(sample: Sampler, n: number, repeats: number): number {
  let covered = 0
  for (let seed = 0; seed < repeats; seed += 1) {
    if (covers(bcaInterval(Array.from({ length: n }, sample), { confidence: 0.95, resamples: 1000, seed })))
      covered += 1
  }
  return covered / repeats
}

const covers = (interval: Interval | null): boolean => interval !== null && interval.low <= 0 && interval.high >= 0
