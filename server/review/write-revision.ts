/** The one way in which a revision is written: appended, and the editor's links follow their sentences into it. */
import { followSentences } from './follow-sentences.ts'
import type { Revision } from './schema.ts'
import type { NewRevision, ReviewStore } from './store.ts'

/**
 * Call it inside a transaction that holds the paper's lock.
 * @returns null when another revision came first: nothing was written
 */
export async function writeRevision(
  review: ReviewStore,
  head: Revision | null,
  change: Omit<NewRevision, 'baseSequence'>,
): Promise<Revision | null> {
  const revision = await review.appendRevision({ ...change, baseSequence: head?.sequence ?? 0 })
  if (!revision) return null
  const links = await review.listLinks(change.paperId)
  for (const [index, { id, sentenceNow }] of followSentences(links, head?.text ?? '', revision.text).entries())
    if (sentenceNow !== links[index]!.sentenceNow) await review.changeLink(id, { sentenceNow })
  return revision
}
