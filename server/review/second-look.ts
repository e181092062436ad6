/** The use case "a model looks again at a draft that has ended", where Settings ask for it. */
import type { Draft, DraftId } from '../drafting/schema.ts'
import { offline } from '../drafting/write-draft.ts'
import type { AskAboutClaims } from '../grounding/schema.ts'
import { claimsToAsk } from '../grounding/second-look.ts'
import type { Announcer } from '../jobs/announcer.ts'
import type { PaperId } from '../papers/schema.ts'
import type { DraftReader, Grounder } from './ground-revision.ts'
import type { ReviewStore } from './store.ts'

export type SecondLookParts = {
  review: ReviewStore
  grounder: Grounder
  drafts: DraftReader & { listDrafts: (paperId: PaperId) => Promise<Draft[]> }
  ask: AskAboutClaims
  isOn: () => Promise<boolean>
  announcer: Announcer
}

/**
 * Asks about the draft that the request for `id` showed. What came until `signal` aborts is kept; the text and the draft are never
 * touched, and what a model said of a sentence is forgotten with the sentence.
 */
export const secondLook =
  ({ review, grounder, drafts, ask, isOn, announcer }: SecondLookParts) =>
  async (id: DraftId, signal: AbortSignal): Promise<void> => {
    if (!(await isOn())) return
    const lead = await drafts.findDraft(id)
    if (!lead) return
    const all = await drafts.listDrafts(lead.paperId)
    const draft = all.find(({ rank }) => rank?.batchId === id && rank.place === 1) ?? lead
    if (draft.status !== 'complete' || draft.model === offline) return
    const { paperId, model } = draft
    const checked = await grounder.check({ text: draft.prose, draft, paperId })
    if (!checked) return
    const { right } = await review.answersOf(paperId)
    const claims = claimsToAsk(checked.grounding, checked.paper()).filter(({ sentence }) => !right.has(sentence))
    for await (const { callId, looks } of ask(claims, { model, runId: id }, signal)) {
      await review.addSecondLooks(paperId, draft.id, callId, looks)
      await grounder.recount(paperId)
      announcer.announce(`paper:${paperId}`, {})
    }
  }
