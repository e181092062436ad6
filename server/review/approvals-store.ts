/** The SQL of approvals: what was approved, what its edit cost, and how it was rated. */
import { randomUUID } from 'node:crypto'
import type { DraftId } from '../drafting/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Approval, ApprovalId, EditRecord, Rating, Revision, RevisionId, ToLookAt } from './schema.ts'

export function createApprovalsStore(db: Database, libraryId: string, author: string, now: () => Date) {
  const nowText = () => now().toISOString()
  const own = () => ({ id: randomUUID(), library_id: libraryId, author, created_at: nowText() })

  return {
    /** The approval that stands, or null. */
    async approvalOf(paperId: PaperId): Promise<Approval | null> {
      const row = await db
        .q()
        .selectFrom('approval')
        .innerJoin('revision', 'revision.id', 'approval.revision_id')
        .innerJoin('edit_record', 'edit_record.approval_id', 'approval.id')
        .selectAll('edit_record')
        .select([
          'approval.id',
          'approval.revision_id',
          'approval.approved_at',
          'approval.withdrawn_at',
          'revision.text',
        ])
        .where('approval.paper_id', '=', paperId)
        .where('approval.withdrawn_at', 'is', null)
        .orderBy('approval.approved_at', 'desc')
        .executeTakeFirst()
      if (!row) return null
      return {
        id: row.id as ApprovalId,
        paperId,
        revisionId: row.revision_id as RevisionId,
        text: row.text,
        approvedAt: row.approved_at,
        withdrawnAt: row.withdrawn_at,
        record: {
          draftId: row.draft_id as DraftId | null,
          cost: row.cost,
          fixed: row.fixed_cost,
          added: row.added_cost,
          sentencesKept: row.sentences_kept,
          sentencesChanged: row.sentences_changed,
          sentencesDropped: row.sentences_dropped,
          sentencesAdded: row.sentences_added,
          activeMs: row.active_ms,
          reason: row.reason,
        },
      }
    },
    async addApproval(revision: Revision, lookedAt: ToLookAt[], record: EditRecord): Promise<void> {
      const { id, library_id, created_at } = own()
      await db
        .q()
        .insertInto('approval')
        .values({
          id,
          library_id,
          author,
          paper_id: revision.paperId,
          revision_id: revision.id,
          looked_at_json: JSON.stringify(lookedAt),
          approved_at: created_at,
        })
        .execute()
      await db
        .q()
        .insertInto('edit_record')
        .values({
          approval_id: id,
          library_id,
          created_at,
          draft_id: record.draftId,
          cost: record.cost,
          fixed_cost: record.fixed,
          added_cost: record.added,
          sentences_kept: record.sentencesKept,
          sentences_changed: record.sentencesChanged,
          sentences_dropped: record.sentencesDropped,
          sentences_added: record.sentencesAdded,
          active_ms: record.activeMs,
          reason: record.reason,
        })
        .execute()
    },
    /** False where nothing was approved. */
    async withdrawApproval(paperId: PaperId): Promise<boolean> {
      const rows = await db
        .q()
        .updateTable('approval')
        .set({ withdrawn_at: nowText() })
        .where('paper_id', '=', paperId)
        .where('library_id', '=', libraryId)
        .where('withdrawn_at', 'is', null)
        .returning('id')
        .execute()
      return rows.length > 0
    },
    /** The newest of the paper, whichever text it was of. */
    async ratingOf(paperId: PaperId): Promise<Rating | null> {
      const row = await db
        .q()
        .selectFrom('rating')
        .select(['faithful', 'style', 'insight'])
        .where('paper_id', '=', paperId)
        .orderBy('created_at', 'desc')
        .executeTakeFirst()
      return row ?? null
    },
    async addRating(revision: Revision, rating: Rating): Promise<void> {
      await db
        .q()
        .insertInto('rating')
        .values({ ...own(), paper_id: revision.paperId, revision_id: revision.id, ...rating })
        .execute()
    },
  }
}
