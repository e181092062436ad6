/** Short words about a paper that more than one page says. Pure. */
import { lengthBand, type Length } from '../../server/papers/schema.ts'

/** "A. Vaswani", "Vaswani and Shazeer", "Vaswani, Shazeer and 6 more". */
export function authorWords(authors: readonly string[]): string {
  const [first, second, ...rest] = authors
  if (first === undefined) return ''
  if (second === undefined) return first
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${rest.length} more`
}

export const lengthWords = (length: Length): string => `~${lengthBand(length).aim} words`

/** 1, 2, 3 and 7 → "1-3, 7". */
export function pageList(pages: readonly number[]): string {
  const runs: [number, number][] = []
  for (const page of pages) {
    const last = runs.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else runs.push([page, page])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
