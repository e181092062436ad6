/** What may be said of a comparison: better, worse, tied, or can't tell yet and how much more it would take. */
import { normalQuantile, tQuantile } from './distributions.ts'
import { holmConfidences } from './holm.ts'
import type { PairedDifference } from './paired-difference.ts'
import { tInterval, type Interval } from './t-interval.ts'
import { wilsonInterval } from './wilson-interval.ts'

export type Verdict = {
  kind: 'better' | 'worse' | 'tied' | 'cant-tell'
  /** One sentence for an editor. */
  why: string
  /** The interval that was judged: wider than the plain one when several variants were compared. */
  interval: Interval | null
  /** For `cant-tell`: about how many more papers would probably (four times in five) settle it; null: more than 500, or not to be said. */
  morePapers: number | null
}

export type VerdictOptions = {
  better: 'low' | 'high'
  /** Chance of a false "better" or "worse" over the whole family; 0.05 where left out. */
  alpha?: number
  /** > 0: a difference that lies within ± this, in the measure's unit, does not matter. */
  margin: number
  /** The smallest difference one paper can make in the measure: 1 for counts. */
  step?: number
}

/** Below six papers not even six wins of six could be told from chance by the sign test (p = .063 at five). */
export const fewestPapers = 6

/**
 * True when the values lean so far to one side that the t interval would miss too often: skew above 1 with fewer than
 * 50 papers, or above √n / 6. The second is Cochran's rule (n > 25 · skew²) with 36 for 25, so that lognormal and
 * exponential differences give a false verdict in less than 5 % at any n from 10 on (bench "statistics").
 */
export const tooSkewed = (skew: number, n: number): boolean =>
  (Math.abs(skew) > 1 && n < 50) || Math.abs(skew) > Math.sqrt(n) / 6

/** One verdict for each variant of a run, all against the same base on one measure; Holm's correction over them. */
export function verdicts(family: readonly PairedDifference[], options: VerdictOptions): Verdict[] {
  const alpha = options.alpha ?? 0.05
  const tested = family.filter((comparison) => comparison.pValue !== null)
  const confidences = holmConfidences(
    tested.map((comparison) => comparison.pValue!),
    alpha,
  )
  return family.map((comparison) => {
    const place = tested.indexOf(comparison)
    return verdict(comparison, place < 0 ? 1 - alpha : confidences[place]!, options)
  })
}

function verdict(comparison: PairedDifference, confidence: number, options: VerdictOptions): Verdict {
  const { n, difference, deviation } = comparison
  const values = comparison.differences.map((each) => each.difference)
  const interval =
    deviation === 0 ? intervalOfEqual(values, confidence, options.step ?? 1) : tInterval(values, confidence)
  const cantTell = (why: string): Verdict => ({
    kind: 'cant-tell',
    why,
    interval,
    morePapers: papersToSettle(comparison, confidence, options),
  })
  if (n === 0 || interval === null)
    return cantTell(n === 0 ? 'no paper could be judged under both' : 'one paper says nothing about the next')
  if (n < fewestPapers) return cantTell(`${n} papers are too few for any verdict`)
  if (tooSkewed(comparison.skew, n)) return cantTell('a few papers decide it, and they may not be typical')
  const good = options.better === 'low' ? -difference : difference
  // Also when the difference is smaller than the margin: it is real, if small.
  if (interval.low > 0 || interval.high < 0)
    return {
      kind: good > 0 ? 'better' : 'worse',
      why: 'the difference is larger than chance would make it',
      interval,
      morePapers: null,
    }
  if (interval.low > -options.margin && interval.high < options.margin)
    return { kind: 'tied', why: 'if there is a difference, it is too small to matter', interval, morePapers: null }
  return cantTell('the difference could still be chance')
}

/**
 * All differences equal: the t interval would be a point and claim to know everything. What is not known is how many
 * other papers would differ: up to Wilson's bound of none in n, by at least one step.
 */
function intervalOfEqual(values: readonly number[], confidence: number, step: number): Interval | null {
  const bound = wilsonInterval(0, values.length, confidence)
  if (bound === null) return null
  const value = values[0]!
  return {
    low: value - bound.high * Math.max(step, Math.abs(value)),
    high: value + bound.high * Math.max(step, Math.abs(value)),
  }
}

const mostPapers = 500

/** The fewest papers at which this difference and spread would settle it with a chance of .8, less those there are. */
function papersToSettle(
  comparison: PairedDifference,
  confidence: number,
  { margin, step = 1 }: VerdictOptions,
): number | null {
  const { n, difference, deviation, skew } = comparison
  if (n < 2) return fewestPapers - n
  // Whichever is nearer: the interval leaves 0, or it fits into the margin.
  const reach = Math.max(Math.abs(difference), margin - Math.abs(difference))
  const settles = (papers: number): boolean => {
    if (tooSkewed(skew, papers)) return false
    if (deviation === 0)
      return wilsonInterval(0, papers, confidence)!.high * Math.max(step, Math.abs(difference)) < reach
    const half = (tQuantile((1 + confidence) / 2, papers - 1) + normalQuantile(0.8)) * (deviation / Math.sqrt(papers))
    return half < reach
  }
  if (!settles(mostPapers)) return null
  let low = Math.max(n, fewestPapers - 1)
  let high = mostPapers
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (settles(middle)) high = middle
    else low = middle
  }
  return high - n
}
