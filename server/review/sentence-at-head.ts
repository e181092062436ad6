/** A sentence that a page shows, as the newest revision has it: a save may have come in between. */
import type { PaperId } from '../papers/schema.ts'
import { followSentences, hasWords } from './follow-sentences.ts'
import type { Link, ReviewError } from './schema.ts'
import type { ReviewStore } from './store.ts'

/**
 * @param said `sentenceNow`: its words when it was last seen
 * @returns followed from the newest revision that has those words; null where none has
 */
export async function sentenceAtHead(
  review: ReviewStore,
  paperId: PaperId,
  said: Pick<Link, 'sentence' | 'sentenceNow'>,
): Promise<string | null> {
  const head = await review.head(paperId)
  if (!head || hasWords(head.text, said.sentenceNow)) return head && said.sentenceNow
  const revisions = await review.listRevisions(paperId)
  const at = revisions.findIndex(({ text }) => hasWords(text, said.sentenceNow))
  if (at < 0) return null
  const texts = revisions.slice(0, at + 1).map(({ text }) => text)
  const [now] = texts
    .toReversed()
    .reduce(({ links, before }, text) => ({ links: followSentences(links, before, text), before: text }), {
      links: [said],
      before: texts.at(-1)!,
    }).links
  return now!.sentenceNow
}

export const sentenceNotSaved: ReviewError = {
  kind: 'sentence-not-found',
  message: 'This sentence is not in the saved text: save it first.',
}
