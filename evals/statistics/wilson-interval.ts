/** Wilson's interval for a share. */
import { normalQuantile } from './distributions.ts'
import type { Interval } from './t-interval.ts'

/**
 * The score interval of Wilson (1927), which stays inside [0, 1] and is honest for few looks: 15 of 20 is .53 to .89.
 * @param successes 0 .. n, halves allowed (a tie counted half)
 * @returns null for n = 0
 */
export function wilsonInterval(successes: number, n: number, confidence: number): Interval | null {
  if (n === 0) return null
  const z = normalQuantile((1 + confidence) / 2)
  const share = successes / n
  const centre = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
