/** The use case "this passage is the source of this sentence", or is not; and how such a word is taken back. */
import type { Anchor } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import { foldSpace } from '../text/normalize.ts'
import type { Grounder } from './ground-revision.ts'
import type { Link, ReviewError } from './schema.ts'
import { sentenceAtHead, sentenceNotSaved } from './sentence-at-head.ts'
import type { ReviewStore } from './store.ts'

export type Tie = { paperId: PaperId; sentence: string; anchor: Anchor; kind: Link['kind'] }

/**
 * Said twice of the same words it is one link; said of other words, or the other way round, the one before is taken back.
 * @returns `passage-not-found` where the newest reading does not have the passage; `sentence-not-found` where no saved text has
 *   the sentence
 */
export async function tieSentence(
  { review, grounder }: { review: ReviewStore; grounder: Grounder },
  tie: Tie,
): Promise<Result<Link, ReviewError>> {
  const { paperId, sentence, kind } = tie
  const anchor = await grounder.placeAnchor(paperId, tie.anchor)
  if (!anchor)
    return fail({ kind: 'passage-not-found', message: 'The paper, as it was read last, does not have this passage.' })
  return review.together(async () => {
    await review.lockPaper(paperId)
    const sentenceNow = await sentenceAtHead(review, paperId, { sentence, sentenceNow: sentence })
    if (sentenceNow === null) return fail(sentenceNotSaved)
    const same: Link[] = []
    for (const link of await review.listLinks(paperId)) {
      if (foldSpace(link.sentenceNow) !== foldSpace(sentenceNow)) continue
      // One that was made on an earlier reading has other spans there.
      const placed = await grounder.placeAnchor(paperId, link.anchor)
      if (placed && JSON.stringify(placed.spans) === JSON.stringify(anchor.spans)) same.push(link)
    }
    const known = same.find((link) => link.kind === kind && foldSpace(link.sentence) === foldSpace(sentence))
    if (known) return ok(known)
    for (const link of same) await review.changeLink(link.id, { removed: true })
    return ok(await review.addLink({ paperId, sentence, sentenceNow, anchor, kind }))
  })
}

/** Links that were taken back did not follow the saves since: this one catches up. */
export async function restoreLink(review: ReviewStore, link: Link): Promise<void> {
  await review.together(async () => {
    await review.lockPaper(link.paperId)
    const sentenceNow = (await sentenceAtHead(review, link.paperId, link)) ?? link.sentenceNow
    await review.changeLink(link.id, { sentenceNow, removed: false })
  })
}
