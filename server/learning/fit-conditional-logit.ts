/** Conditional logit (McFadden 1974) with an L2 penalty: weights under which the options that were chosen would be chosen. */

/** One choice: the features of each option, which one was chosen (index), and how much the choice counts (0..1). */
export type Choice = { options: readonly (readonly number[])[]; chosen: number; weight: number }

export type FitOptions = {
  /** Where the weights are pulled to, and their number; zeros know nothing. */
  prior: readonly number[]
  /** Strength of the pull, in choices: the more choices, the less it matters. */
  l2: number
}

const mostSteps = 50

/** Newton's method on the penalised log likelihood, which has one maximum; a step that goes past it is halved. Without choices: the prior. */
export function fitConditionalLogit(choices: readonly Choice[], { prior, l2 }: FitOptions): number[] {
  let weights = [...prior]
  for (let step = 0; step < mostSteps; step += 1) {
    const slope = weights.map((weight, i) => l2 * (prior[i]! - weight))
    const curve = weights.map((_, i) => weights.map((_unused, j) => (i === j ? l2 : 0)))
    for (const { options, chosen, weight } of choices) {
      const shares = softmax(options.map((option) => dot(weights, option)))
      const mean = weights.map((_, i) => options.reduce((sum, option, k) => sum + shares[k]! * option[i]!, 0))
      for (const [i, row] of curve.entries()) {
        slope[i]! += weight * (options[chosen]![i]! - mean[i]!)
        for (const [k, option] of options.entries())
          for (const j of row.keys()) row[j]! += weight * shares[k]! * (option[i]! - mean[i]!) * (option[j]! - mean[j]!)
      }
    }
    const change = solve(curve, slope)
    const after = (share: number) => weights.map((weight, i) => weight + share * change[i]!)
    const before = likelihood(choices, { prior, l2 }, weights)
    let share = 1
    while (share > 1e-3 && likelihood(choices, { prior, l2 }, after(share)) < before) share /= 2
    weights = after(share)
    if (Math.max(...change.map(Math.abs)) < 1e-9) break
  }
  return weights
}

/** Log likelihood of the choices under these weights, less the penalty. */
function likelihood(choices: readonly Choice[], { prior, l2 }: FitOptions, weights: readonly number[]): number {
  const penalty = (l2 / 2) * weights.reduce((sum, weight, i) => sum + (weight - prior[i]!) ** 2, 0)
  return choices.reduce((sum, { options, chosen, weight }) => {
    const scores = options.map((option) => dot(weights, option))
    const most = Math.max(...scores)
    const total = scores.reduce((all, score) => all + Math.exp(score - most), 0)
    return sum + weight * (scores[chosen]! - most - Math.log(total))
  }, -penalty)
}

export const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** Gauss-Jordan on a positive definite matrix (the penalty makes it so), which needs no pivoting. */
function solve(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i]!])
  for (const [i, row] of rows.entries()) {
    const pivot = row[i]!
    for (const j of row.keys()) row[j]! /= pivot
    for (const [k, other] of rows.entries()) {
      const factor = other[i]!
      if (k !== i) for (const j of other.keys()) other[j]! -= factor * row[j]!
    }
  }
  return rows.map((row) => row.at(-1)!)
}
