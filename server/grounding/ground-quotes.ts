/** Look up the quotes that a sentence carries. */
import { words } from '../text/tokens.ts'
import { anchorQuote } from './anchor-quote.ts'
import type { PaperIndex } from './paper-index.ts'
import type { EvidenceMark, GroundedQuote } from './schema.ts'

/**
 * @param nearPageIndex page of the sentence before, to settle which of several places is meant; null when unknown
 * @returns one entry a quote, in order; a lost quote has no anchor
 */
export function groundQuotes(
  marks: readonly EvidenceMark[],
  nearPageIndex: number | null,
  index: PaperIndex,
): GroundedQuote[] {
  return marks
    .filter((mark) => mark.kind === 'quote')
    .map(({ quote, pageNumber }) => {
      // Fewer than four words, or a bare table value: says where, proves little.
      const base = { quote, pageNumber, weak: words(quote).length < 4 }
      const result = anchorQuote(quote, index, { pageNumber, nearPageIndex })
      if (!result.ok) return { ...base, status: 'not-found', anchor: null, otherPlaces: [], differs: null }
      const { anchor, otherPlaces, differs } = result.value
      return { ...base, status: anchor.match === 'approximate' ? 'approximate' : 'found', anchor, otherPlaces, differs }
    })
}
