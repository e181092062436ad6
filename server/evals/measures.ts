/** What each measure of a table is called, how small a difference does not matter, and which one the run is for. */
import type { ScorerName } from '../../evals/schema.ts'

export type MeasureRule = {
  name: ScorerName
  label: string
  /** A difference within ± this, in the measure's unit a paper, does not matter; null: no verdict is ever given. */
  margin: number | null
  /** The smallest difference that one paper can make. */
  step: number
}

/** In the order of the table. The first one is what a run is for; the others are exploratory. */
export const measureRules: readonly MeasureRule[] = [
  { name: 'wrong-facts', label: 'wrong facts', margin: 0.25, step: 1 },
  { name: 'numbers-found', label: 'numbers found', margin: 0.05, step: 0.1 },
  { name: 'quotes-found', label: 'quotes found', margin: 0.05, step: 0.1 },
  { name: 'slips', label: 'slips', margin: 0.25, step: 1 },
  { name: 'house-lint', label: 'house style slips', margin: 0.5, step: 1 },
  { name: 'length-band', label: 'length as asked', margin: 0.1, step: 1 },
  { name: 'words-copied', label: 'words copied', margin: 0.03, step: 0.03 },
  { name: 'rouge-l', label: 'ROUGE-L to your text', margin: 0.03, step: 0.03 },
  { name: 'chrf', label: 'chrF to your text', margin: 0.03, step: 0.03 },
  { name: 'cost', label: 'cost a draft', margin: null, step: 0 },
  { name: 'time', label: 'time a draft', margin: null, step: 0 },
]
export const primary = 'wrong-facts' satisfies ScorerName
/** A usual roundup, for "about 2 more issues". */
export const papersPerIssue = 10
