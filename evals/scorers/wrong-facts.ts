/** Wrong facts by rule: what the draft says and the paper, as it was read, does not. */
import type { Scorer, ScorerInput } from '../schema.ts'

/**
 * Counts quotes that are not in the paper, numbers that are nowhere in it, and sentences with a slip (direction, entity,
 * exchanged numbers, …). A number inside a sentence that already counts as a slip counts once. Numbers that a figure
 * could hold are not counted. Null without a reading of the paper, or for a draft without sentences.
 */
export const wrongFacts: Scorer = ({ grounding }) => {
  const base = { name: 'wrong-facts', unit: 'count', better: 'low' } as const
  if (!grounding) return { ...base, value: null, why: 'no reading of the paper to check against' }
  if (grounding.sentences.length === 0) return { ...base, value: null, why: 'the draft has no sentence' }
  const found = faults(grounding)
  return { ...base, value: found.length, why: found.join(' | ') || 'nothing found wrong by rule' }
}

/** Sentences with something to look at by rule: the precise ones only. */
export const slips: Scorer = ({ grounding }) => {
  const base = { name: 'slips', unit: 'count', better: 'low' } as const
  if (!grounding || grounding.sentences.length === 0) return { ...base, value: null, why: 'nothing to check' }
  const found = grounding.sentences.flatMap(({ checks }) => checks.slice(0, 1).map(({ why }) => why))
  return { ...base, value: found.length, why: found.join(' | ') || 'none' }
}

function faults({ sentences }: NonNullable<ScorerInput['grounding']>): string[] {
  return sentences.flatMap(({ quotes, numbers, checks }) => [
    ...quotes.filter(({ status }) => status === 'not-found').map(({ quote }) => `quote not found: "${quote}"`),
    ...checks.slice(0, 1).map(({ why }) => why),
    ...numbers
      .filter(({ status }) => checks.length === 0 && status === 'missing')
      .map(({ text }) => `number not found: ${text}`),
  ])
}
