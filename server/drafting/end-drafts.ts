/** The end of a request: its drafts are checked and ranked, then kept, and the best one handed to review, all at once. */
import { randomUUID } from 'node:crypto'
import type { EvidenceMark, Grounding } from '../grounding/schema.ts'
import type { Length, PaperId, PaperText } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import { rankDrafts, type Weights } from './best-of.ts'
import { featuresOf, paperRuns } from './features.ts'
import { noteUse } from './note-use.ts'
import { DraftId, type Draft, type DraftRank, type NoteForDraft } from './schema.ts'
import type { DraftStore, FinishedDraft } from './store.ts'
import type { DraftSettings } from './write-batch.ts'

/** A draft's text beside its paper: what the checks say, and what is done with it in the transaction that ends it (no model, no long work). */
export type CheckedDraft = { grounding: Grounding | null; take: (draft: Draft) => Promise<void> }
export type CheckDraft = (draft: { paperId: PaperId; prose: string; marks: EvidenceMark[] }) => Promise<CheckedDraft>

export type EndParts = {
  db: Database
  store: DraftStore
  check: CheckDraft
  settings: () => Promise<Pick<DraftSettings, 'wordsNeverUsed'>>
  weights: () => Promise<Weights>
}
/** What the drafts were made from; null where that could not even be read. */
export type MadeFrom = { paper: PaperText; length: Length; notes: readonly NoteForDraft[] } | null

/**
 * @param outcomes the first is that of `lead`, whose row exists; the others get rows if they are whole
 */
export async function endDrafts(
  parts: EndParts,
  lead: Draft,
  outcomes: readonly [FinishedDraft, ...FinishedDraft[]],
  from: MadeFrom,
): Promise<void> {
  const kept = outcomes
    .filter(({ status }, index) => index === 0 || status === 'complete')
    .map((finished, index) => ({ id: index === 0 ? lead.id : DraftId.parse(randomUUID()), finished }))
  try {
    const checked = await Promise.all(kept.map(({ finished }) => checkOf(finished, lead, parts.check)))
    const ranks = await ranksOf(kept, checked, lead.id, from, parts)
    const best = Math.max(
      0,
      ranks.findIndex((rank) => rank?.place === 1),
    )
    await parts.db.tx(async () => {
      const ended: Draft[] = []
      for (const [index, { id, finished }] of kept.entries()) {
        const rank = ranks[index] ?? null
        const draft =
          index === 0
            ? await parts.store.finish(id, finished, rank)
            : await parts.store.addSibling(id, lead.id, finished, rank)
        // Someone else has ended this request before.
        if (!draft) return
        ended.push(draft)
      }
      await checked[best]?.take(ended[best]!)
    })
  } catch (error) {
    // What the page saw is kept, also when review stumbles over it; the others can be read among the calls.
    await parts.store.finish(lead.id, outcomes[0])
    throw error
  }
}

const checkOf = async ({ parsed }: FinishedDraft, { paperId }: Draft, check: CheckDraft) =>
  parsed.prose === '' ? null : check({ paperId, prose: parsed.prose, marks: parsed.marks })

async function ranksOf(
  kept: readonly { finished: FinishedDraft }[],
  checked: readonly (CheckedDraft | null)[],
  batchId: string,
  from: MadeFrom,
  { settings, weights }: EndParts,
): Promise<(DraftRank | null)[]> {
  if (kept.length === 1 || !from) return kept.map(() => null)
  const { wordsNeverUsed } = await settings()
  const runs = paperRuns(from.paper)
  const candidates = kept.map(({ finished: { status, parsed } }, index) => {
    const { notesUsed } = noteUse(parsed, from.notes)
    const grounding = checked[index]?.grounding ?? null
    return {
      whole: status === 'complete',
      features: featuresOf({ ...from, ...parsed, notesUsed, grounding, runs, wordsNeverUsed }),
    }
  })
  return rankDrafts(batchId, candidates, await weights())
}
