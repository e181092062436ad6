/** How much of the draft is the paper's own wording. */
import { copiedWords, shortestCopy } from '../../server/text/copied-words.ts'
import type { Scorer } from '../schema.ts'

/** Share 0..1 of the draft's words that stand in runs of `shortestCopy` or more words that the paper has in the same order. */
export const wordsCopied: Scorer = ({ prose, paperRuns }) => {
  const base = { name: 'words-copied', unit: 'share', better: 'low' } as const
  if (paperRuns === null) return { ...base, value: null, why: 'no text of the paper at hand' }
  const { words, copied } = copiedWords(prose, paperRuns)
  if (words.length < shortestCopy) return { ...base, value: null, why: `fewer than ${shortestCopy} words` }
  const count = copied.filter(Boolean).length
  return {
    ...base,
    value: count / words.length,
    why: count === 0 ? 'no run of eight words' : longestRun(words, copied),
  }
}

function longestRun(draft: readonly string[], copied: readonly boolean[]): string {
  let best: string[] = []
  let run: string[] = []
  for (const [index, word] of draft.entries()) {
    run = copied[index] ? [...run, word] : []
    if (run.length > best.length) best = run
  }
  return `longest run: ${best.join(' ')}`
}
