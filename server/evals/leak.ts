/** The leak rule: nobody's approved text of a paper is shown to the model that drafts that paper in an eval. */
import { words } from '../text/tokens.ts'

/** Shorter runs are common turns of phrase and names. */
const leakWords = 12

/**
 * A run of `leakWords` words of the approved text that stands in the prompt (an example made from this very entry,
 * say). The paper and the editor's notes are not looked at: they are the input.
 * @returns the run, or null
 */
export function leakedRun(approved: string, shown: readonly string[]): string | null {
  const text = words(approved)
  const haystack = shown.map((each) => ` ${words(each).join(' ')} `)
  for (let start = 0; start + leakWords <= text.length; start += 1) {
    const run = text.slice(start, start + leakWords).join(' ')
    if (haystack.some((each) => each.includes(` ${run} `))) return run
  }
  return null
}
