/** Rank the drafts of one request by a scorer apart from the model (after RankGen, Krishna et al. 2022: generate several, keep the best). */
import { featureNames, type DraftRank, type Features } from './schema.ts'

/** `choices`: how many choices of the editor the weights were learnt from, or how many are known while they are not used yet. */
export type Weights = { weights: Features; choices: number }

/** Set by hand: facts first, then length and notes, then wording. They hold until enough choices are known. */
export const startWeights: Features = {
  'numbers-found': 3,
  'quotes-found': 3,
  length: 2,
  'house-style': 1,
  'own-words': 2,
  'notes-used': 2,
}

export type Candidate = { features: Features; /** A draft that was cut stands behind all whole ones. */ whole: boolean }

/** The rank of each candidate, in the order given; `place` 1 is the best, the earlier one where two are alike. */
export function rankDrafts(
  batchId: string,
  candidates: readonly Candidate[],
  { weights, choices }: Weights,
): DraftRank[] {
  const scored = candidates.map(({ features, whole }, index) => {
    const parts = eachFeature((name) => weights[name] * features[name])
    return { index, whole, features, parts, score: featureNames.reduce((sum, name) => sum + parts[name], 0) }
  })
  const order = scored.toSorted((a, b) => Number(b.whole) - Number(a.whole) || b.score - a.score || a.index - b.index)
  return scored.map(({ index, features, parts, score }) => {
    const place = order.findIndex((one) => one.index === index) + 1
    return { batchId, place, of: candidates.length, features, parts, score, choices }
  })
}

export function eachFeature(value: (name: (typeof featureNames)[number]) => number): Features {
  return Object.fromEntries(featureNames.map((name) => [name, value(name)])) as Features
}
