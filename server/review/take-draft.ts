/** What becomes of a finished draft: it is grounded, and becomes the text where nothing of the editor's is in its way. */
import type { CheckDraft } from '../drafting/end-drafts.ts'
import type { Draft } from '../drafting/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Checked, Grounder } from './ground-revision.ts'
import { approvedAlready, conflict } from './save-text.ts'
import type { ReviewError, Revision, RevisionId } from './schema.ts'
import type { ReviewStore } from './store.ts'
import { writeRevision } from './write-revision.ts'

/** Review's part in the end of a draft: it is grounded before the transaction that ends it, and taken over inside. */
export const draftChecker =
  (review: ReviewStore, grounder: Grounder): CheckDraft =>
  async ({ paperId, prose, marks }) => {
    const checked = await grounder.check({ text: prose, draft: { prose, marks }, paperId })
    return {
      grounding: checked && checked.alone,
      async take(draft) {
        await takeDraft(review, grounder, draft, checked)
      },
    }
  }

/**
 * A text that the editor has touched is never replaced: then the draft stays beside it, to be adopted or not.
 * @returns the new head, or null where the draft only stands beside the text
 */
async function takeDraft(
  review: ReviewStore,
  grounder: Grounder,
  draft: Draft,
  checked: Checked | null,
): Promise<Revision | null> {
  return review.together(async () => {
    await review.lockPaper(draft.paperId)
    const head = await review.head(draft.paperId)
    if (head && head.origin !== 'draft') return null
    if (await review.approvalOf(draft.paperId)) return null
    const revision = await writeRevision(review, head, revisionOf(draft))
    if (revision && checked) await grounder.keep(revision, checked)
    return revision
  })
}

/** The editor chooses a draft that stands beside the text; the text before it stays in the history. */
export async function adoptDraft(
  review: ReviewStore,
  draft: Draft,
  base: RevisionId | null,
): Promise<Result<Revision, ReviewError>> {
  return review.together(async () => {
    await review.lockPaper(draft.paperId)
    const head = await review.head(draft.paperId)
    if (await review.approvalOf(draft.paperId)) return fail(approvedAlready)
    if ((head?.id ?? null) !== base) return conflict(head)
    if (draft.prose === '') return fail({ kind: 'draft-not-found', message: 'This draft has no text to take over.' })
    const revision = await writeRevision(review, head, revisionOf(draft))
    return revision ? ok(revision) : conflict(await review.head(draft.paperId))
  })
}

const revisionOf = (draft: Draft) => ({
  paperId: draft.paperId,
  text: draft.prose,
  draftId: draft.id,
  origin: 'draft' as const,
  ops: [],
  activeMs: 0,
})
