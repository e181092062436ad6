/** The SQL of what was approved: the papers that cases are made from, and the edit records of live drafts. */
import type { DraftId, NoteForDraft, ParsedReply } from '../drafting/schema.ts'
import type { Length } from '../papers/schema.ts'
import type { EditRecord } from '../review/schema.ts'
import type { Database } from '../storage/open-database.ts'

/** A paper's standing approval with everything a case is made from. */
export type ApprovedRow = {
  paperId: string
  title: string
  authors: string[]
  starred: boolean
  length: Length
  approvalId: string
  approvedAt: string
  approved: string
  /** The draft that the text grew from, else the newest complete one from before the approval. */
  draft: {
    id: string
    model: string
    promptName: string
    promptSha: string | null
    paperTextId: string
    parsed: ParsedReply | null
    notes: NoteForDraft[]
  } | null
  record: EditRecord | null
  /** Notes from before the approval, in order. */
  notes: NoteForDraft[]
}

export type ApprovedStore = ReturnType<typeof createApprovedStore>

export function createApprovedStore(db: Database, libraryId: string) {
  return {
    async approvedPapers(): Promise<ApprovedRow[]> {
      const rows = await db
        .q()
        .selectFrom('approval')
        .innerJoin('revision', 'revision.id', 'approval.revision_id')
        .innerJoin('paper', 'paper.id', 'approval.paper_id')
        .leftJoin('edit_record', 'edit_record.approval_id', 'approval.id')
        .select([
          'approval.id as approval_id',
          'approval.paper_id',
          'approval.approved_at',
          'revision.text',
          'revision.draft_id',
        ])
        .select(['paper.title', 'paper.authors_json', 'paper.starred', 'paper.length_json'])
        .select(['edit_record.cost', 'edit_record.fixed_cost', 'edit_record.added_cost', 'edit_record.sentences_kept'])
        .select(['edit_record.sentences_changed', 'edit_record.sentences_dropped', 'edit_record.sentences_added'])
        .select(['edit_record.active_ms', 'edit_record.reason', 'edit_record.draft_id as record_draft_id'])
        .where('approval.library_id', '=', libraryId)
        .where('approval.withdrawn_at', 'is', null)
        .where('paper.discarded_at', 'is', null)
        .orderBy('approval.approved_at', 'desc')
        .orderBy('approval.id')
        .execute()
      const newest = new Map(rows.toReversed().map((row) => [row.paper_id, row]))
      const found: ApprovedRow[] = []
      for (const row of newest.values()) {
        found.push({
          paperId: row.paper_id,
          title: row.title,
          authors: JSON.parse(row.authors_json) as string[],
          starred: row.starred === 1,
          length: JSON.parse(row.length_json) as Length,
          approvalId: row.approval_id,
          approvedAt: row.approved_at,
          approved: row.text,
          draft: await draftBehind(row.paper_id, row.draft_id, row.approved_at),
          record:
            row.active_ms === null
              ? null
              : {
                  draftId: row.record_draft_id as DraftId | null,
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
          notes: await notesBefore(row.paper_id, row.approved_at),
        })
      }
      return found
    },
    /** Edit records of live drafts with the prompt and model behind them, oldest first. */
    async liveRecords() {
      return db
        .q()
        .selectFrom('edit_record')
        .innerJoin('approval', 'approval.id', 'edit_record.approval_id')
        .innerJoin('draft', 'draft.id', 'edit_record.draft_id')
        .select(['approval.approved_at', 'draft.prompt_name', 'draft.prompt_sha', 'draft.model'])
        .select(['edit_record.cost', 'edit_record.fixed_cost', 'edit_record.added_cost', 'edit_record.active_ms'])
        .where('approval.library_id', '=', libraryId)
        .where('approval.withdrawn_at', 'is', null)
        .orderBy('approval.approved_at')
        .execute()
    },
  }

  async function draftBehind(
    paperId: string,
    draftId: string | null,
    approvedAt: string,
  ): Promise<ApprovedRow['draft']> {
    const drafts = db.q().selectFrom('draft').selectAll().where('paper_id', '=', paperId)
    const row = draftId
      ? await drafts.where('id', '=', draftId).executeTakeFirst()
      : await drafts
          .where('status', '=', 'complete')
          .where('created_at', '<', approvedAt)
          .orderBy('created_at', 'desc')
          .executeTakeFirst()
    if (!row) return null
    return {
      id: row.id,
      model: row.model,
      promptName: row.prompt_name,
      promptSha: row.prompt_sha,
      paperTextId: row.paper_text_id,
      parsed: row.parsed_json ? (JSON.parse(row.parsed_json) as ParsedReply) : null,
      notes: JSON.parse(row.notes_json) as NoteForDraft[],
    }
  }

  async function notesBefore(paperId: string, approvedAt: string): Promise<NoteForDraft[]> {
    const rows = await db
      .q()
      .selectFrom('note')
      .select('text')
      .where('paper_id', '=', paperId)
      .where('deleted_at', 'is', null)
      .where('updated_at', '<=', approvedAt)
      .orderBy('position')
      .execute()
    return rows.map((row, index) => ({ number: index + 1, text: row.text }))
  }
}
