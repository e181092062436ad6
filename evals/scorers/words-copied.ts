/** How much of the draft is the paper's own wording. */
import { words } from '../../server/text/tokens.ts'
import type { Scorer } from '../schema.ts'

/** Shorter runs are names and idiom; from eight words on it is copied. */
export const shortestCopy = 8

/** Share 0..1 of the draft's words that stand in runs of `shortestCopy` or more words that the paper has in the same order. */
export const wordsCopied: Scorer = ({ prose, paperRuns }) => {
  const base = { name: 'words-copied', unit: 'share', better: 'low' } as const
  if (paperRuns === null) return { ...base, value: null, why: 'no text of the paper at hand' }
  const draft = words(prose)
  if (draft.length < shortestCopy) return { ...base, value: null, why: `fewer than ${shortestCopy} words` }
  const copied = draft.map(() => false)
  for (const [start, gram] of grams(draft).entries())
    if (paperRuns.has(gram)) copied.fill(true, start, start + shortestCopy)
  const count = copied.filter(Boolean).length
  return {
    ...base,
    value: count / draft.length,
    why: count === 0 ? 'no run of eight words' : longestRun(draft, copied),
  }
}

/** Every run of `shortestCopy` words of a text, as the scorer compares them. */
export const wordRuns = (text: string): ReadonlySet<string> => new Set(grams(words(text)))

const grams = (list: readonly string[]): string[] =>
  list
    .slice(0, Math.max(0, list.length - shortestCopy + 1))
    .map((_, start) => list.slice(start, start + shortestCopy).join(' '))

function longestRun(draft: readonly string[], copied: readonly boolean[]): string {
  let best: string[] = []
  let run: string[] = []
  for (const [index, word] of draft.entries()) {
    run = copied[index] ? [...run, word] : []
    if (run.length > best.length) best = run
  }
  return `longest run: ${best.join(' ')}`
}
