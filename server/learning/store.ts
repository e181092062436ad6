/** The SQL of learning: which of several drafts the editor kept, and how little of it was fixed. */
import type { DraftRank } from '../drafting/schema.ts'
import type { Database } from '../storage/open-database.ts'

/** A request that was answered by several drafts and ended in an approval that stands. */
export type KeptDraft = {
  /** Of the whole drafts of the request, at least two, in one order: a cut one was no choice. */
  ranks: DraftRank[]
  /** Index of the one that the approved text grew from. */
  kept: number
  /** Share 0..1 of the approved text that was changed in the model's own sentences. */
  fixed: number
}

export type ChoiceStore = { list: () => Promise<KeptDraft[]> }

export function createChoiceStore(db: Database, libraryId: string): ChoiceStore {
  return {
    /** Oldest first. */
    async list() {
      const rows = await db
        .q()
        .selectFrom('approval')
        .innerJoin('edit_record', 'edit_record.approval_id', 'approval.id')
        .innerJoin('draft as kept', 'kept.id', 'edit_record.draft_id')
        .innerJoin('draft as one', 'one.batch_id', 'kept.batch_id')
        .select(['approval.id', 'kept.id as kept_id', 'one.id as draft_id', 'one.rank_json', 'edit_record.fixed_cost'])
        .where('approval.library_id', '=', libraryId)
        .where('approval.withdrawn_at', 'is', null)
        .where('one.rank_json', 'is not', null)
        .where('one.status', '=', 'complete')
        .orderBy('approval.approved_at')
        .orderBy('approval.id')
        .orderBy('one.created_at')
        .orderBy('one.id')
        .execute()
      const choices = Map.groupBy(rows, (row) => row.id)
      const kept = [...choices.values()].map((drafts) => ({
        ranks: drafts.map((row) => JSON.parse(row.rank_json ?? '') as DraftRank),
        kept: drafts.findIndex((row) => row.draft_id === row.kept_id),
        fixed: drafts[0]!.fixed_cost ?? 0,
      }))
      return kept.filter((choice) => choice.kept !== -1 && choice.ranks.length > 1)
    },
  }
}
