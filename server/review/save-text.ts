/** The use case "the editor's text is saved": a new revision on the one it was written on, or a named conflict. */
import { fail, ok, type Result } from '../result.ts'
import type { PaperId } from '../papers/schema.ts'
import type { EditOp, ReviewError, Revision, RevisionId } from './schema.ts'
import type { ReviewStore } from './store.ts'
import { writeRevision } from './write-revision.ts'

export type SavedText = {
  paperId: PaperId
  /** The revision that the text was written on; null on an empty page. */
  base: RevisionId | null
  text: string
  ops: EditOp[]
  activeMs: number
}

/**
 * Only a differing text is an edit: the same text again gives the revision that is there, which also makes a save
 * whose answer was lost safe to repeat.
 * @returns the head, on the disk; `revision-conflict` with `theirs` when somebody else saved first; `already-approved`
 */
export async function saveText(review: ReviewStore, saved: SavedText): Promise<Result<Revision, ReviewError>> {
  return review.together(async () => {
    await review.lockPaper(saved.paperId)
    const head = await review.head(saved.paperId)
    if (head && head.text === saved.text) return ok(head)
    if ((head?.id ?? null) !== saved.base) return conflict(head)
    if (await review.approvalOf(saved.paperId)) return fail(approvedAlready)
    const draftId = head?.draftId ?? null
    const revision = await writeRevision(review, head, {
      paperId: saved.paperId,
      text: saved.text,
      draftId,
      origin: draftId ? 'edit' : 'own',
      ops: saved.ops,
      activeMs: saved.activeMs,
    })
    return revision ? ok(revision) : conflict(await review.head(saved.paperId))
  })
}

export const conflict = (theirs: Revision | null): { ok: false; error: ReviewError } =>
  fail({
    kind: 'revision-conflict',
    message: 'This text was changed elsewhere in the meantime. Both texts are kept: compare them and choose.',
    ...(theirs && { theirs }),
  })

export const approvedAlready: ReviewError = {
  kind: 'already-approved',
  message: 'This entry is approved. Withdraw the approval to edit it again.',
}
