/** The SQL of review: notes, revisions, groundings, approvals. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { DraftId } from '../drafting/schema.ts'
import type { Anchor, Grounding } from '../grounding/schema.ts'
import type { PaperId, PaperTextId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import type {
  Approval,
  ApprovalId,
  EditOp,
  EditRecord,
  Note,
  NoteId,
  Rating,
  Revision,
  RevisionId,
  ToLookAt,
} from './schema.ts'

export type NewRevision = {
  paperId: PaperId
  /** Sequence of the revision it was written on; 0 on an empty page. */
  baseSequence: number
  text: string
  draftId: DraftId | null
  origin: Revision['origin']
  ops: EditOp[]
  activeMs: number
}

export type ReviewStore = ReturnType<typeof createReviewStore>

export function createReviewStore(db: Database, libraryId: string, author: string, now: () => Date) {
  const nowText = () => now().toISOString()
  const own = () => ({ id: randomUUID(), library_id: libraryId, author, created_at: nowText() })
  const notesOf = (paperId: PaperId) =>
    db
      .q()
      .selectFrom('note')
      .selectAll()
      .where('paper_id', '=', paperId)
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .orderBy('created_at')
      .orderBy('created_at')
  const revisionsOf = (paperId: PaperId) =>
    db.q().selectFrom('revision').selectAll().where('paper_id', '=', paperId).orderBy('sequence', 'desc')

  return {
    /** Everything that is written inside becomes visible at once, or not at all. */
    together: db.tx,
    /** One writer of a paper at a time until the transaction ends; call it first inside `together`. */
    async lockPaper(paperId: PaperId): Promise<void> {
      await db
        .q()
        .updateTable('paper')
        .set((eb) => ({ starred: eb.ref('starred') }))
        .where('id', '=', paperId)
        .execute()
    },

    async listNotes(paperId: PaperId): Promise<Note[]> {
      return (await notesOf(paperId).execute()).map((row, index) => noteOf(row, index + 1))
    },
    /** Numbered as it stands in the notes box; 0 once deleted. */
    async findNote(id: NoteId): Promise<Note | null> {
      const row = await db
        .q()
        .selectFrom('note')
        .selectAll()
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .executeTakeFirst()
      if (!row) return null
      const all = await this.listNotes(row.paper_id as PaperId)
      return all.find((note) => note.id === id) ?? noteOf(row, 0)
    },
    async addNote(paperId: PaperId, text: string, anchor: Anchor | null): Promise<NoteId> {
      const row = own()
      const last = await db
        .q()
        .selectFrom('note')
        .select((eb) => eb.fn.max('position').as('position'))
        .where('paper_id', '=', paperId)
        .executeTakeFirst()
      await db
        .q()
        .insertInto('note')
        .values({
          ...row,
          paper_id: paperId,
          position: Number(last?.position ?? 0) + 1,
          text,
          anchor_json: anchor && JSON.stringify(anchor),
          updated_at: row.created_at,
        })
        .execute()
      return row.id as NoteId
    },
    async changeNote(id: NoteId, change: { text?: string; deleted?: boolean }): Promise<void> {
      await db
        .q()
        .updateTable('note')
        .set({
          ...(change.text !== undefined && { text: change.text }),
          ...(change.deleted !== undefined && { deleted_at: change.deleted ? nowText() : null }),
          updated_at: nowText(),
        })
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .execute()
    },

    async head(paperId: PaperId): Promise<Revision | null> {
      const row = await revisionsOf(paperId).limit(1).executeTakeFirst()
      return row ? revisionOf(row) : null
    },
    /** Newest first. */
    async listRevisions(paperId: PaperId): Promise<Revision[]> {
      return (await revisionsOf(paperId).execute()).map(revisionOf)
    },
    /** Null when another revision took the place after `baseSequence` first: nothing was written. */
    async appendRevision(revision: NewRevision): Promise<Revision | null> {
      const row = {
        ...own(),
        paper_id: revision.paperId,
        sequence: revision.baseSequence + 1,
        text: revision.text,
        draft_id: revision.draftId,
        origin: revision.origin,
        active_ms: revision.activeMs,
        ops_json: JSON.stringify(revision.ops),
      }
      const inserted = await db
        .q()
        .insertInto('revision')
        .values(row)
        .onConflict((conflict) => conflict.columns(['paper_id', 'sequence']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return inserted ? revisionOf(row) : null
    },
    /** Active milliseconds of all revisions after `sequence`. */
    async activeMsAfter(paperId: PaperId, sequence: number): Promise<number> {
      const row = await db
        .q()
        .selectFrom('revision')
        .select((eb) => eb.fn.sum('active_ms').as('sum'))
        .where('paper_id', '=', paperId)
        .where('sequence', '>', sequence)
        .executeTakeFirst()
      return Number(row?.sum ?? 0)
    },

    async findGrounding(revisionId: RevisionId, paperTextId: PaperTextId): Promise<Grounding | null> {
      const row = await db
        .q()
        .selectFrom('grounding')
        .select('grounding_json')
        .where('revision_id', '=', revisionId)
        .where('paper_text_id', '=', paperTextId)
        .executeTakeFirst()
      return row ? (JSON.parse(row.grounding_json) as Grounding) : null
    },
    /** A second one of the same pair changes nothing: both say the same. */
    async addGrounding(
      revisionId: RevisionId,
      paperTextId: PaperTextId,
      grounding: Grounding,
      toLookAt: number,
    ): Promise<void> {
      await db
        .q()
        .insertInto('grounding')
        .values({
          id: randomUUID(),
          library_id: libraryId,
          revision_id: revisionId,
          paper_text_id: paperTextId,
          grounding_json: JSON.stringify(grounding),
          to_look_at: toLookAt,
          created_at: nowText(),
        })
        .onConflict((conflict) => conflict.columns(['revision_id', 'paper_text_id']).doNothing())
        .execute()
    },
    async addChecked(paperId: PaperId, sentence: string): Promise<void> {
      await db
        .q()
        .insertInto('checked_sentence')
        .values({ ...own(), paper_id: paperId, sentence })
        .execute()
    },
    async checkedSentences(paperId: PaperId): Promise<Set<string>> {
      const rows = await db
        .q()
        .selectFrom('checked_sentence')
        .select('sentence')
        .where('paper_id', '=', paperId)
        .execute()
      return new Set(rows.map((row) => row.sentence))
    },

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
    async addRating(revision: Revision, rating: Rating): Promise<void> {
      await db
        .q()
        .insertInto('rating')
        .values({ ...own(), paper_id: revision.paperId, revision_id: revision.id, ...rating })
        .execute()
    },
  }
}

function noteOf(row: Selectable<Tables['note']>, number: number): Note {
  return {
    id: row.id as NoteId,
    paperId: row.paper_id as PaperId,
    number,
    text: row.text,
    anchor: row.anchor_json ? (JSON.parse(row.anchor_json) as Anchor) : null,
    updatedAt: row.updated_at,
  }
}

type RevisionRow = Pick<
  Selectable<Tables['revision']>,
  'id' | 'paper_id' | 'sequence' | 'text' | 'draft_id' | 'origin' | 'author' | 'created_at'
>
const revisionOf = (row: RevisionRow): Revision => ({
  id: row.id as RevisionId,
  paperId: row.paper_id as PaperId,
  sequence: row.sequence,
  text: row.text,
  draftId: row.draft_id as DraftId | null,
  origin: row.origin,
  author: row.author,
  createdAt: row.created_at,
})
