/** An approved text with evidence marks where its quotes were found: the form in which a prompt shows it as an example. */
import type { GroundedSentence } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { ReviewStore } from './store.ts'

/** @returns null where the paper has no standing approval, its text was never checked, or no quote of it was found */
export async function markedText(review: ReviewStore, paperId: PaperId): Promise<string | null> {
  const approval = await review.approvalOf(paperId)
  const grounding = approval && (await review.newestGrounding(approval.revisionId))
  if (!approval || !grounding) return null
  const marked = withMarks(approval.text, grounding.sentences)
  return marked === approval.text ? null : marked
}

/** Marks of found quotes behind their sentences, each with the page that it was found on. */
export function withMarks(text: string, sentences: readonly Pick<GroundedSentence, 'end' | 'quotes'>[]): string {
  let marked = text
  for (const { end, quotes } of sentences.toReversed()) {
    const marks = quotes.flatMap(({ quote, status, anchor }) => {
      const pageIndex = anchor?.spans[0]?.pageIndex
      // What could not be read back as a mark is not written as one.
      const readable = !/"|\]\]|\n/.test(quote)
      return status === 'found' && pageIndex !== undefined && readable ? [` [[p${pageIndex + 1}: "${quote}"]]`] : []
    })
    marked = marked.slice(0, end) + marks.join('') + marked.slice(end)
  }
  return marked
}
