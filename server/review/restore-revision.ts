/** The use case "an earlier state of the text is wanted again": it becomes the newest revision, and nothing is lost. */
import { fail, ok, type Result } from '../result.ts'
import { approvedAlready, conflict } from './save-text.ts'
import type { ReviewError, Revision, RevisionId } from './schema.ts'
import type { ReviewStore } from './store.ts'
import { writeRevision } from './write-revision.ts'

/**
 * It grows from the draft that it grew from then.
 * @param base the revision that the editor sees now
 * @returns the new head; the head itself where its text is the same; `revision-conflict`, `already-approved`
 */
export async function restoreRevision(
  review: ReviewStore,
  { paperId, text, draftId }: Revision,
  base: RevisionId | null,
): Promise<Result<Revision, ReviewError>> {
  return review.together(async () => {
    await review.lockPaper(paperId)
    const head = await review.head(paperId)
    if (head?.text === text) return ok(head)
    if (await review.approvalOf(paperId)) return fail(approvedAlready)
    if ((head?.id ?? null) !== base) return conflict(head)
    const change = { paperId, text, draftId, origin: 'restored' as const, ops: [], activeMs: 0 }
    const revision = await writeRevision(review, head, change)
    return revision ? ok(revision) : conflict(await review.head(paperId))
  })
}
