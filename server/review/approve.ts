/** The use case "the entry is approved": asked about once, then revision, approval and edit record in one transaction. */
import type { Draft } from '../drafting/schema.ts'
import { editCost } from '../text/edit-cost.ts'
import { offlineHead } from '../text/offline-head.ts'
import { fail, ok, type Result } from '../result.ts'
import type { DraftReader, Grounder } from './ground-revision.ts'
import { approvedAlready, saveText, type SavedText } from './save-text.ts'
import type { Approval, EditRecord, ReviewError, Revision, ToLookAt } from './schema.ts'
import type { ReviewStore } from './store.ts'

export type ApprovalRequest = SavedText & {
  /** True the second time, after the editor has seen what to look at. */
  confirmed: boolean
  /** The editor wants to be asked what was fixed, also where there is nothing to look at. */
  askFirst: boolean
  /** What was fixed: 1 facts, 2 voice, 3 length, 4 missing point, 5 nothing. */
  reason: number | null
}
export type ApproveParts = { review: ReviewStore; grounder: Grounder; drafts: DraftReader }

/**
 * Asked once, never blocked: the editor judges, the log keeps that it was asked.
 * @returns the approval that stands (the same one when asked again for the same text); `confirm-first` with `toLookAt`
 *   and nothing written; `nothing-to-approve`; `draft-incomplete` for a cut draft that nobody has touched; `revision-conflict`
 */
export async function approve(parts: ApproveParts, request: ApprovalRequest): Promise<Result<Approval, ReviewError>> {
  const { review } = parts
  if (request.text.trim() === '')
    return fail({ kind: 'nothing-to-approve', message: 'There is no text to approve yet.' })
  const standing = await review.approvalOf(request.paperId)
  if (standing?.text === request.text) return ok(standing)
  const head = await review.head(request.paperId)
  const draft = head?.draftId ? await parts.drafts.findDraft(head.draftId) : null
  if (draft && draft.status !== 'complete' && draft.prose === request.text) return fail(incomplete(draft))

  const asked = await whatToLookAt(parts, request, draft)
  if ((asked.length > 0 || request.askFirst) && !request.confirmed)
    return fail({ kind: 'confirm-first', message: `${asked.length} to look at before this goes out.`, toLookAt: asked })

  return review.together(async () => {
    await review.lockPaper(request.paperId)
    const other = await review.approvalOf(request.paperId)
    if (other) return other.text === request.text ? ok(other) : fail(approvedAlready)
    const saved = await saveText(review, request)
    if (!saved.ok) return saved
    // Saving the same text writes no revision, so those minutes are only in the request.
    const unsavedMs = saved.value.id === head?.id ? request.activeMs : 0
    await review.addApproval(saved.value, asked, await recordOf(review, saved.value, draft, request.reason, unsavedMs))
    const approval = await review.approvalOf(request.paperId)
    if (!approval) throw new Error('the approval that was just written is not there')
    return ok(approval)
  })
}

async function whatToLookAt(parts: ApproveParts, request: ApprovalRequest, draft: Draft | null): Promise<ToLookAt[]> {
  const checked = await parts.grounder.check({ text: request.text, draft, paperId: request.paperId })
  const isRaw = request.text.includes(offlineHead)
  const agreed = isRaw && (await parts.review.answersOf(request.paperId)).right.has(offlineHead)
  const raw: ToLookAt = {
    sentence: offlineHead,
    why: 'These are extracted sentences, not yet a summary in your words.',
  }
  return [...(isRaw && !agreed ? [raw] : []), ...(checked?.toLookAt ?? [])]
}

async function recordOf(
  review: ReviewStore,
  revision: Revision,
  draft: Draft | null,
  reason: number | null,
  unsavedMs: number,
): Promise<EditRecord> {
  const chain = await review.listRevisions(revision.paperId)
  const taken = chain.find((step) => step.origin === 'draft' && step.draftId === revision.draftId)
  const activeMs = (await review.activeMsAfter(revision.paperId, taken?.sequence ?? 0)) + unsavedMs
  const common = { draftId: draft?.id ?? null, activeMs, reason }
  return draft ? { ...common, ...editCost(draft.prose, revision.text) } : { ...common, ...withoutDraft }
}

const withoutDraft = {
  cost: null,
  fixed: null,
  added: null,
  sentencesKept: null,
  sentencesChanged: null,
  sentencesDropped: null,
  sentencesAdded: null,
}

const incomplete = (draft: Draft): ReviewError => ({
  kind: 'draft-incomplete',
  message: `The draft is ${draft.status}: finish it or write on before it is approved.`,
})
