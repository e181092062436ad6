/** Holm's correction: several comparisons in one run, one chance of a false alarm in all. */

/** Adjusted p-values in the order given (Holm 1979): compare each with the level for the whole family. */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = Array.from<number>({ length: pValues.length })
  let highest = 0
  for (const [rank, index] of rising(pValues).entries()) {
    highest = Math.max(highest, Math.min(1, pValues[index]! * (pValues.length - rank)))
    adjusted[index] = highest
  }
  return adjusted
}

/**
 * The confidence for each comparison's interval, so that it leaves out 0 exactly when Holm rejects: 1 - alpha / m for
 * the smallest p, 1 - alpha / (m - 1) for the next, and no wider step after the first that is not rejected.
 */
export function holmConfidences(pValues: readonly number[], alpha: number): number[] {
  const confidences = Array.from<number>({ length: pValues.length })
  let stoppedAt: number | null = null
  for (const [rank, index] of rising(pValues).entries()) {
    const level: number = stoppedAt ?? alpha / (pValues.length - rank)
    if (stoppedAt === null && pValues[index]! > level) stoppedAt = level
    confidences[index] = 1 - level
  }
  return confidences
}

const rising = (values: readonly number[]): number[] => [...values.keys()].toSorted((a, b) => values[a]! - values[b]!)
