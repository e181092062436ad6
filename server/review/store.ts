/** The SQL of review: revisions and their groundings here; notes, single sentences and approvals have files of their own. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { DraftId } from '../drafting/schema.ts'
import type { Grounding } from '../grounding/schema.ts'
import type { PaperId, PaperTextId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import { createApprovalsStore } from './approvals-store.ts'
import { createLookStore } from './look-store.ts'
import { createNotesStore } from './notes-store.ts'
import type { EditOp, Revision, RevisionId } from './schema.ts'
import { createSentenceStore } from './sentence-store.ts'
import { signsOf } from './sentence-signs.ts'

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

    async head(paperId: PaperId): Promise<Revision | null> {
      const row = await revisionsOf(paperId).limit(1).executeTakeFirst()
      return row ? revisionOf(row) : null
    },
    async findRevision(id: RevisionId): Promise<Revision | null> {
      const found = db.q().selectFrom('revision').selectAll().where('id', '=', id).where('library_id', '=', libraryId)
      const row = await found.executeTakeFirst()
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
    /** Against whichever reading it was last checked. */
    async newestGrounding(revisionId: RevisionId): Promise<Grounding | null> {
      const row = await db
        .q()
        .selectFrom('grounding')
        .select('grounding_json')
        .where('revision_id', '=', revisionId)
        .orderBy('created_at', 'desc')
        .executeTakeFirst()
      return row ? (JSON.parse(row.grounding_json) as Grounding) : null
    },
    /** A second one of the same pair changes nothing: both say the same. */
    async addGrounding(
      revisionId: RevisionId,
      paperTextId: PaperTextId,
      grounding: Grounding,
      toLookAt: { found: number; open: number },
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
          signs_json: JSON.stringify(signsOf(grounding)),
          to_look_at: toLookAt.found,
          still_open: toLookAt.open,
          created_at: nowText(),
        })
        .onConflict((conflict) => conflict.columns(['revision_id', 'paper_text_id']).doNothing())
        .execute()
    },
    async setStillOpen(revisionId: RevisionId, paperTextId: PaperTextId, open: number): Promise<void> {
      await db
        .q()
        .updateTable('grounding')
        .set({ still_open: open })
        .where('revision_id', '=', revisionId)
        .where('paper_text_id', '=', paperTextId)
        .execute()
    },

    ...createNotesStore(db, libraryId, author, now),
    ...createSentenceStore(db, libraryId, author, now),
    ...createApprovalsStore(db, libraryId, author, now),
    ...createLookStore(db, libraryId, now),
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
