/** Draws from the distributions that the simulations of this project use. */
import type { Random } from './random.ts'

export type Sampler = () => number

/** Mean 0, standard deviation 1 (Box and Muller). */
export function normalSampler(random: Random): Sampler {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    // 1 - u is in (0, 1]: the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/** Student's t with 3 degrees of freedom: mean 0, variance 3, tails too heavy for a third moment. */
export function t3Sampler(random: Random): Sampler {
  const normal = normalSampler(random)
  return () => {
    const chiSquare = normal() ** 2 + normal() ** 2 + normal() ** 2
    return normal() / Math.sqrt(chiSquare / 3)
  }
}

/** exp(sigma · Z): mean `lognormalMean(sigma)`, for sigma 1 a skew of 6.2. */
export function lognormalSampler(random: Random, sigma = 1): Sampler {
  const normal = normalSampler(random)
  return () => Math.exp(sigma * normal())
}

export const lognormalMean = (sigma = 1): number => Math.exp(sigma ** 2 / 2)
