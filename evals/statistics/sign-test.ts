/** The exact sign test: could a fair coin have done this? */
import { logGamma } from './distributions.ts'

/**
 * Two-sided p that a fair coin falls at least this unevenly; ties are left out before. 1 for no wins and no losses.
 * @param wins, losses whole numbers >= 0
 */
export function signTest(wins: number, losses: number): number {
  const n = wins + losses
  let tail = 0
  for (let k = 0; k <= Math.min(wins, losses); k += 1) tail += Math.exp(logChoose(n, k) - n * Math.LN2)
  return Math.min(1, 2 * tail)
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
