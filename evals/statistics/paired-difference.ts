/** Two variants on the same papers: how far apart, how sure, and on how many papers each won. */
import { bcaInterval } from './bootstrap.ts'
import { mean, skew, standardDeviation } from './moments.ts'
import { seedOf } from './random.ts'
import { signTest } from './sign-test.ts'
import { tInterval, tTest, type Interval } from './t-interval.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** One paper: the values of its repeats under each variant. An empty list: nothing to judge there. */
export type PairedItem = { item: string; base: readonly number[]; variant: readonly number[] }

export type PairedDifference = {
  /** Papers judged under both; a paper counts once, however often it was repeated. */
  n: number
  /** Papers left out since one side had nothing to judge. */
  leftOut: number
  /** Means over papers; NaN for n = 0. */
  baseMean: number
  variantMean: number
  /** Mean of variant - base, in the measure's unit. */
  difference: number
  /** Sample standard deviation of the differences; NaN below two papers. */
  deviation: number
  skew: number
  /** Student's t interval of the difference; null below two papers. */
  interval: Interval | null
  /** The BCa bootstrap interval of the same, printed as a check. */
  check: Interval | null
  /** Two-sided p of the t test; null below two papers. */
  pValue: number | null
  /** Papers on which the variant was better, equal, worse. */
  wins: number
  ties: number
  losses: number
  /** Exact sign test over wins and losses. */
  signP: number
  /** wins / (wins + losses), 0..1, and its Wilson interval; null when every paper tied. */
  winShare: number | null
  winInterval: Interval | null
  /** The differences themselves, paper by paper, for later corrections. */
  differences: { item: string; difference: number }[]
}

/**
 * Repeats are averaged inside a paper first: the paper is the unit, or ten repeats would pass for ten papers.
 * @param better which direction of the measure is good
 * @param confidence of all intervals, 0.95 say
 * @param resamples of the bootstrap check; 0 leaves it out
 */
export function pairedDifference(
  items: readonly PairedItem[],
  { better, confidence, resamples = 2000 }: { better: 'low' | 'high'; confidence: number; resamples?: number },
): PairedDifference {
  const judged = items.filter(({ base, variant }) => base.length > 0 && variant.length > 0)
  const bases = judged.map(({ base }) => mean(base))
  const variants = judged.map(({ variant }) => mean(variant))
  const differences = judged.map(({ item }, index) => ({
    item,
    difference: withoutNoise(variants[index]! - bases[index]!),
  }))
  const values = differences.map(({ difference }) => difference)
  const wins = values.filter((value) => (better === 'low' ? value < 0 : value > 0)).length
  const ties = values.filter((value) => value === 0).length
  const losses = values.length - wins - ties
  const seed = seedOf(differences.map(({ item }) => item).join('\n'))
  return {
    n: judged.length,
    leftOut: items.length - judged.length,
    baseMean: mean(bases),
    variantMean: mean(variants),
    difference: mean(values),
    deviation: standardDeviation(values),
    skew: skew(values),
    interval: tInterval(values, confidence),
    check: resamples === 0 ? null : bcaInterval(values, { confidence, resamples, seed }),
    pValue: tTest(values),
    wins,
    ties,
    losses,
    signP: signTest(wins, losses),
    winShare: wins + losses === 0 ? null : wins / (wins + losses),
    winInterval: wilsonInterval(wins, wins + losses, confidence),
    differences,
  }
}

/** 0.1 + 0.2 against 0.3 is a tie, not a win; twelve decimals are kept. */
const withoutNoise = (difference: number): number => Math.round(difference * 1e12) / 1e12 + 0
