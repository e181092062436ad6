/** The SQL of drafts: a row from the first moment, its partial while it is written, and nothing changed once it is finished. */
import type { Selectable } from 'kysely'
import type { PaperId, PaperTextId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import { noteUse } from './note-use.ts'
import type { Draft, DraftId, DraftRank, NoteForDraft, ParsedReply } from './schema.ts'
import type { Written } from './write-draft.ts'

export type NewDraft = {
  id: DraftId
  paperId: PaperId
  paperTextId: PaperTextId
  model: string
  promptName: string
  promptSha: string | null
  notes: readonly NoteForDraft[]
}

/** How a draft ended; `reply` is kept as it came. */
export type FinishedDraft = Pick<
  Written,
  'reply' | 'parsed' | 'words' | 'plan' | 'callId' | 'callIds' | 'repair' | 'error'
> & { status: Exclude<Draft['status'], 'streaming'> }

export type DraftStore = ReturnType<typeof createDraftStore>

export function createDraftStore(db: Database, libraryId: string, now: () => Date) {
  const rows = () => db.q().selectFrom('draft').selectAll().where('library_id', '=', libraryId)
  const clean = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')
  function endOf(finished: FinishedDraft, rank: DraftRank | null) {
    const { status, reply, parsed, words, plan, callId, callIds, repair, error } = finished
    const { paperText: _, ...kept } = plan ?? { paperText: '' }
    return {
      status,
      reply: clean(reply),
      parsed_json: JSON.stringify(parsed),
      plan_json: plan && JSON.stringify(kept),
      call_id: callId,
      calls_json: JSON.stringify(callIds),
      repair_json: repair && JSON.stringify(repair),
      batch_id: rank && rank.batchId,
      rank_json: rank && JSON.stringify(rank),
      words,
      error_json: error && JSON.stringify(error),
      finished_at: now().toISOString(),
    }
  }

  return {
    /** @returns null when a draft of that paper is being written */
    async add(draft: NewDraft): Promise<Draft | null> {
      return db.tx(async () => {
        // Two requests at once must not both pay: touching the paper's row makes the second wait for the first, on both stores.
        await db
          .q()
          .updateTable('paper')
          .set((eb) => ({ starred: eb.ref('starred') }))
          .where('id', '=', draft.paperId)
          .execute()
        const writing = await rows()
          .where('paper_id', '=', draft.paperId)
          .where('status', '=', 'streaming')
          .executeTakeFirst()
        if (writing) return null
        const row = await db
          .q()
          .insertInto('draft')
          .values({
            id: draft.id,
            library_id: libraryId,
            paper_id: draft.paperId,
            paper_text_id: draft.paperTextId,
            prompt_name: draft.promptName,
            prompt_sha: draft.promptSha,
            model: draft.model,
            status: 'streaming',
            reply: '',
            notes_json: JSON.stringify(draft.notes),
            words: 0,
            created_at: now().toISOString(),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        return draftOf(row)
      })
    },
    async find(id: DraftId): Promise<Draft | null> {
      const row = await rows().where('id', '=', id).executeTakeFirst()
      return row ? draftOf(row) : null
    },
    /** Newest first. */
    async ofPaper(paperId: PaperId): Promise<Draft[]> {
      const found = await rows().where('paper_id', '=', paperId).orderBy('created_at', 'desc').orderBy('id').execute()
      return found.map(draftOf)
    },
    async notesOf(id: DraftId): Promise<NoteForDraft[]> {
      const row = await rows().where('id', '=', id).executeTakeFirst()
      return row ? (JSON.parse(row.notes_json) as NoteForDraft[]) : []
    },
    async streaming(): Promise<Draft[]> {
      return (await rows().where('status', '=', 'streaming').execute()).map(draftOf)
    },
    async savePartial(id: DraftId, reply: string): Promise<void> {
      const set = { reply: clean(reply) }
      await db.q().updateTable('draft').set(set).where('id', '=', id).where('status', '=', 'streaming').execute()
    },
    /** @returns null when it was finished before: a finished draft is never changed */
    async finish(id: DraftId, finished: FinishedDraft, rank: DraftRank | null = null): Promise<Draft | null> {
      const row = await db
        .q()
        .updateTable('draft')
        .set(endOf(finished, rank))
        .where('id', '=', id)
        .where('status', '=', 'streaming')
        .returningAll()
        .executeTakeFirst()
      return row ? draftOf(row) : null
    },
    /** Another draft of the same request, whole at once: it was written out of sight. */
    async addSibling(id: DraftId, of: DraftId, finished: FinishedDraft, rank: DraftRank | null): Promise<Draft> {
      const { notes_json, ...lead } = await rows().where('id', '=', of).executeTakeFirstOrThrow()
      const row = await db
        .q()
        .insertInto('draft')
        .values({
          id,
          library_id: libraryId,
          paper_id: lead.paper_id,
          paper_text_id: lead.paper_text_id,
          prompt_name: lead.prompt_name,
          prompt_sha: lead.prompt_sha,
          model: lead.model,
          notes_json,
          created_at: now().toISOString(),
          ...endOf(finished, rank),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return draftOf(row)
    },
  }
}

function draftOf(row: Selectable<Tables['draft']>): Draft {
  const empty: ParsedReply = { prose: '', marks: [], broken: [], tail: [], unreadable: null }
  const parsed = row.parsed_json === null ? empty : (JSON.parse(row.parsed_json) as ParsedReply)
  const { prose, marks, broken, tail } = parsed
  return {
    id: row.id as DraftId,
    paperId: row.paper_id as PaperId,
    paperTextId: row.paper_text_id as PaperTextId,
    status: row.status,
    model: row.model,
    promptName: row.prompt_name,
    promptSha: row.prompt_sha,
    callId: row.call_id,
    callIds: row.calls_json === null ? [] : (JSON.parse(row.calls_json) as string[]),
    repair: row.repair_json === null ? null : (JSON.parse(row.repair_json) as Draft['repair']),
    rank: row.rank_json === null ? null : (JSON.parse(row.rank_json) as DraftRank),
    reply: row.reply,
    prose,
    marks,
    tail,
    broken,
    plan: row.plan_json === null ? null : (JSON.parse(row.plan_json) as Draft['plan']),
    ...noteUse(parsed, JSON.parse(row.notes_json) as NoteForDraft[]),
    words: row.words,
    error: row.error_json === null ? null : (JSON.parse(row.error_json) as Draft['error']),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
