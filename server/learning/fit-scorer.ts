/** The weights of the drafts' ranking, learnt from which draft the editor kept and how little of it was fixed. */
import { eachFeature, startWeights, type Weights } from '../drafting/best-of.ts'
import { choicesNeeded, featureNames, type Features } from '../drafting/schema.ts'
import { fitConditionalLogit, type Choice } from './fit-conditional-logit.ts'
import type { ChoiceStore, KeptDraft } from './store.ts'

/** As strong as one choice. */
const l2 = 1
/** The first draft of the ranking is the one that is shown: keeping it says less than going to another. */
const weightOfShown = 0.5
/** Features that hardly differ between drafts are not blown up. */
const leastSpread = 0.05

/** Below `choicesNeeded` choices the weights set by hand hold. */
export async function fittedWeights(store: ChoiceStore): Promise<Weights> {
  const kept = await store.list()
  const weights = kept.length < choicesNeeded ? startWeights : fitWeights(kept)
  return { weights, choices: kept.length }
}

/** Pulled to the weights set by hand, so that what no choice speaks of stays as it was. */
export function fitWeights(kept: readonly KeptDraft[]): Features {
  const spread = spreadOf(kept)
  const choices = kept.map(({ ranks, kept: chosen, fixed }): Choice => ({
    // In spreads, so that the penalty asks the same of each feature.
    options: ranks.map(({ features }) => featureNames.map((name) => features[name] / spread[name])),
    chosen,
    weight: (1 - Math.min(1, fixed)) * (ranks[chosen]?.place === 1 ? weightOfShown : 1),
  }))
  const fitted = fitConditionalLogit(choices, {
    prior: featureNames.map((name) => startWeights[name] * spread[name]),
    l2,
  })
  return eachFeature((name) => fitted[featureNames.indexOf(name)]! / spread[name])
}

/** Standard deviation of each feature around the mean of its request. */
function spreadOf(kept: readonly KeptDraft[]): Features {
  return eachFeature((name) => {
    const squares = kept.flatMap(({ ranks }) => {
      const values = ranks.map(({ features }) => features[name])
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return values.map((value) => (value - mean) ** 2)
    })
    return Math.max(leastSpread, Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (squares.length || 1)))
  })
}
