/** A quote that was bent to fit its sentence: the words that were put into it are the sentence's. */
import { words } from '../text/tokens.ts'
import type { Check, GroundedQuote } from './schema.ts'
import { isContentWord, stem } from './terms.ts'

/** Only approximate quotes; not when the sentence has the paper's own word as well. */
export function checkBentQuote(text: string, quotes: readonly GroundedQuote[]): Check | null {
  const said = new Set(words(text).map(stem))
  for (const { anchor, quote, status, differs } of quotes) {
    if (status !== 'approximate' || !anchor) continue
    const paper = new Set(words(anchor.quote).map(stem))
    const given = words(quote)
    const stems = new Set(given.map(stem))
    const putIn = given.find((word) => isContentWord(word) && !paper.has(stem(word)) && said.has(stem(word)))
    const leftOut = words(anchor.quote).some(
      (word) => isContentWord(word) && !stems.has(stem(word)) && said.has(stem(word)),
    )
    if (putIn !== undefined && !leftOut)
      return {
        kind: 'entity',
        why: `"${putIn}" was put into the quote: ${differs ?? `the paper has "${anchor.quote}"`}.`,
      }
  }
  return null
}
