/** All scorers, and one draft scored by all of them. */
import type { Score, Scorer, ScorerInput } from '../schema.ts'
import { cost, editCostOfLive, time } from './effort.ts'
import { numbersFound, quotesFound } from './found.ts'
import { houseRules, lengthInBand } from './house.ts'
import { chrF, rougeL } from './overlap.ts'
import { wordsCopied } from './words-copied.ts'
import { slips, wrongFacts } from './wrong-facts.ts'

const scorers: readonly Scorer[] = [
  ...[wrongFacts, numbersFound, quotesFound, slips, houseRules, lengthInBand, wordsCopied],
  ...[rougeL, chrF, editCostOfLive, cost, time],
]

/** One score a scorer, in the order in which they are shown. */
export const scoreDraft = (input: ScorerInput): Score[] => scorers.map((scorer) => scorer(input))
