/** Figures of the house style in words. Pure. */
import type { Spread, StyleProfile } from '../../server/style/schema.ts'

/** "36 to 179, usually 66"; a dash where there is nothing. */
export function spreadWords({ min, median, max }: Spread): string {
  if (min === null || median === null || max === null) return '–'
  return min === max ? String(min) : `${min} to ${max}, usually ${Math.round(median * 10) / 10}`
}

/** "8 %"; "0 %" only for nothing at all. */
export function percent(share: number | null): string {
  if (share === null) return '–'
  return share > 0 && share < 0.005 ? 'under 1 %' : `${Math.round(share * 100)} %`
}

const kinds = {
  verb: 'a verb',
  question: 'a question',
  'this-paper': '“this paper” or the authors',
  other: 'otherwise',
}

/** "2 of 10 with a verb, 2 with a question, 6 otherwise". */
export function openingWords(openings: StyleProfile['openings']): string {
  const counts = Object.entries(kinds).flatMap(([kind, words]) => {
    const count = openings.filter((opening) => opening.kind === kind).length
    return count === 0 ? [] : [`${count} ${kind === 'other' ? words : `with ${words}`}`]
  })
  return `of ${openings.length}: ${counts.join(', ')}`
}
