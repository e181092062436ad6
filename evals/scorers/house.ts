/** The house's own rules: wording that it never prints, and the length that was asked for. */
import { countWords } from '../../server/text/count-words.ts'
import { houseLint, takeSpans } from '../../server/text/house-lint.ts'
import type { Scorer } from '../schema.ts'

/** Stock phrases, doubled words, stray punctuation, an "I" or a number in a suggested take. */
export const houseRules: Scorer = ({ prose, marks }) => {
  const base = { name: 'house-lint', unit: 'count', better: 'low' } as const
  if (prose.trim() === '') return { ...base, value: null, why: 'the draft is empty' }
  const findings = houseLint(prose, takeSpans(prose, marks))
  const why = findings.map(({ start, end, message }) => `"${prose.slice(start, end)}": ${message}`).join(' | ')
  return { ...base, value: findings.length, why: why || 'nothing to mend' }
}

/** 1 when the number of words lies in the band, else 0. */
export const lengthInBand: Scorer = ({ prose, band }) => {
  const base = { name: 'length-band', unit: 'share', better: 'high' } as const
  const words = countWords(prose)
  if (words === 0) return { ...base, value: null, why: 'the draft is empty' }
  const inside = words >= band.min && words <= band.max
  return { ...base, value: Number(inside), why: `${words} words; asked for ${band.min} to ${band.max}` }
}
